package dev.outrigger.sync.push;

/// Limits of delivery.
///
/// @param lanes documents on their way at once; more only queue at the backend
/// @param document what one of them may carry
/// @param windowMutations mutations held in memory; the rest of the outbox waits in the store
/// @param setbacks conflicts of one mutation after which it is refused, and failures of the backend
///     at it alone after which it is held
public record PushLimits(int lanes, DocumentLimits document, int windowMutations, int setbacks) {
    public PushLimits {
        if (lanes < 1 || windowMutations < lanes || setbacks < 1) {
            throw new IllegalArgumentException(
                    "lanes at least 1, window at least lanes, setbacks at least 1");
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
