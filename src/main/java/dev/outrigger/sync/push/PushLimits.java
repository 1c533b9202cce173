package dev.outrigger.sync.push;

/// Limits of delivery.
///
/// @param lanes mutations on their way at once; more only queue at the backend
/// @param windowMutations mutations held in memory; the rest of the outbox waits in the store
/// @param conflictAttempts attempts after which a mutation that always conflicts is held
public record PushLimits(int lanes, int windowMutations, int conflictAttempts) {
    public PushLimits {
        if (lanes < 1 || windowMutations < lanes || conflictAttempts < 1) {
            throw new IllegalArgumentException(
                    "lanes at least 1, window at least lanes, attempts at least 1");
        }
    }

    public static PushLimits defaults() {
        return new PushLimits(32, 256, 10);
    }
}
