package dev.outrigger.sync.push;

/// Limits of delivery.
///
/// @param lanes documents on their way at once; more only queue at the backend
/// @param document what one of them may carry
/// @param windowMutations mutations held in memory; the rest of the outbox waits in the store
/// @param conflicts conflicts of one mutation after which it is held
public record PushLimits(int lanes, DocumentLimits document, int windowMutations, int conflicts) {
    public PushLimits {
        if (lanes < 1 || windowMutations < lanes || conflicts < 1) {
            throw new IllegalArgumentException(
                    "lanes at least 1, window at least lanes, attempts at least 1");
        }
    }

    /// With a window of twice what may be on its way, so that the next documents are at hand while
    /// the verdicts on the last ones are being stored.
    public static PushLimits of(int lanes, int batch) {
        return new PushLimits(
                lanes, DocumentLimits.of(batch), Math.max(256, 2 * lanes * batch), 10);
    }

    public static PushLimits defaults() {
        return of(16, 25);
    }
}
