package dev.outrigger.store;

/// How much one replica may hold and have under way.
///
/// @param outboxMutations in the outbox; the edit that would add one more is refused, so that an
///     app hears of a backend that is gone for very long before the disk is full
/// @param deadLetters kept; a mutation that is refused beyond that is held in the outbox instead,
///     so that none is dropped
/// @param quarantined items of the backend that could not be taken in; the oldest go
/// @param retention which changes observers can resume from; older ones are deleted
/// @param writesWaiting for the writer; the next one is refused at once
/// @param writesTogether in one transaction, so that the last of them waits a bounded time
/// @param readsTogether that run at the same time, each on a connection of its own
/// @param readsWaiting for a connection; the next one fails at once
public record StoreLimits(
        long outboxMutations,
        long deadLetters,
        long quarantined,
        Retention retention,
        int writesWaiting,
        int writesTogether,
        int readsTogether,
        int readsWaiting) {
    private static final StoreLimits USUAL =
            new StoreLimits(1_000_000, 10_000, 10_000, Retention.usual(), 10_000, 256, 8, 10_000);

    public StoreLimits {
        atLeastOne("outboxMutations", outboxMutations);
        atLeastOne("deadLetters", deadLetters);
        atLeastOne("quarantined", quarantined);
        atLeastOne("writesWaiting", writesWaiting);
        atLeastOne("writesTogether", writesTogether);
        atLeastOne("readsTogether", readsTogether);
        atLeastOne("readsWaiting", readsWaiting);
    }

    public static StoreLimits usual() {
        return USUAL;
    }

    public StoreLimits withOutboxMutations(long limit) {
        return new StoreLimits(
                limit,
                deadLetters,
                quarantined,
                retention,
                writesWaiting,
                writesTogether,
                readsTogether,
                readsWaiting);
    }

    public StoreLimits withDeadLetters(long limit) {
        return new StoreLimits(
                outboxMutations,
                limit,
                quarantined,
                retention,
                writesWaiting,
                writesTogether,
                readsTogether,
                readsWaiting);
    }

    public StoreLimits withQuarantined(long limit) {
        return new StoreLimits(
                outboxMutations,
                deadLetters,
                limit,
                retention,
                writesWaiting,
                writesTogether,
                readsTogether,
                readsWaiting);
    }

    public StoreLimits with(Retention other) {
        return new StoreLimits(
                outboxMutations,
                deadLetters,
                quarantined,
                other,
                writesWaiting,
                writesTogether,
                readsTogether,
                readsWaiting);
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
