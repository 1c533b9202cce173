package dev.outrigger.store;

import java.time.Instant;

/// A run of changes that the log does not spell out: each brought a new item of one model, and the
/// item's row, which has the change's seq as its insertion, is still what it brought.
///
/// @param firstSeq of the run
/// @param lastSeq of the run
/// @param at local clock, the same for all of them
record Arrival(String model, long firstSeq, long lastSeq, Instant at) {
    Arrival {
        if (lastSeq < firstSeq) {
            throw new IllegalArgumentException(
                    "an arrival of " + model + " from " + firstSeq + " to " + lastSeq);
        }
    }

    boolean reaches(long from, long to) {
        return firstSeq <= to && lastSeq >= from;
    }
}
