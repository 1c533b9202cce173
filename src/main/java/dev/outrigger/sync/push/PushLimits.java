package dev.outrigger.sync.push;

/// Limits of delivery.
///
/// @param lanes mutations on their way at once; more only queue at the backend
/// @param windowMutations mutations held in memory; the rest of the outbox waits in the store
/// @param conflicts conflicts of one mutation after which it is held
public record PushLimits(int lanes, int windowMutations, int conflicts) {
    public PushLimits {
        if (lanes < 1 || windowMutations < lanes || conflicts < 1) {
            throw new IllegalArgumentException(
                    "lanes at least 1, window at least lanes, attempts at least 1");
        }
    }

    public static PushLimits defaults() {
        return new PushLimits(32, 256, 10);
    }
}
