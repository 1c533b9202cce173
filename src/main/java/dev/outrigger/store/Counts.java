package dev.outrigger.store;

import dev.outrigger.replica.ReplicaProgress.Extent;

import java.util.HashMap;
import java.util.Map;

/// What the writer goes on with, so that it need not ask the database.
///
/// @param oldestSeq of the change log; one above `newestSeq` while it is empty
/// @param newestSeq the next change gets one more
/// @param unsent mutations in the outbox, by model; models without any are left out
/// @param quarantineInUse whether an item may be in quarantine; what has been put in since it was
///     looked at may have been let go
record Counts(long oldestSeq, long newestSeq, Map<String, Long> unsent, boolean quarantineInUse) {
    /// Those of an empty replica.
    static Counts emptied(long seq) {
        return new Counts(seq + 1, seq, Map.of(), false);
    }

    Counts nextChange() {
        return new Counts(oldestSeq, newestSeq + 1, unsent, quarantineInUse);
    }

    Counts withOutbox(String model, int difference) {
        if (difference == 0) {
            return this;
        }
        Map<String, Long> changed = new HashMap<>(unsent);
        changed.merge(model, (long) difference, Long::sum);
        changed.values().removeIf(mutations -> mutations == 0);
        return new Counts(oldestSeq, newestSeq, changed, quarantineInUse);
    }

    Counts prunedUpTo(long seq) {
        return new Counts(seq + 1, newestSeq, unsent, quarantineInUse);
    }

    Counts withQuarantineInUse() {
        return new Counts(oldestSeq, newestSeq, unsent, true);
    }

    long changes() {
        return newestSeq - oldestSeq + 1;
    }

    /// Mutations in the outbox.
    long outboxMutations() {
        long sum = 0;
        for (long mutations : unsent.values()) {
            sum += mutations;
        }
        return sum;
    }

    Extent extent() {
        return new Extent(newestSeq, unsent);
    }
}
