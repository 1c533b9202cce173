package dev.outrigger.store;

/// The numbers that the writer continues.
///
/// @param oldestSeq of the change log; one above `newestSeq` while it is empty
/// @param newestSeq the next change gets one more
/// @param outboxMutations in the outbox
record Counts(long oldestSeq, long newestSeq, long outboxMutations) {
    Counts nextChange() {
        return new Counts(oldestSeq, newestSeq + 1, outboxMutations);
    }

    Counts withOutbox(long difference) {
        return new Counts(oldestSeq, newestSeq, outboxMutations + difference);
    }

    Counts prunedUpTo(long seq) {
        return new Counts(seq + 1, newestSeq, outboxMutations);
    }

    long changes() {
        return newestSeq - oldestSeq + 1;
    }
}
