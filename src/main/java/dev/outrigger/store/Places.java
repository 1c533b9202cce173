package dev.outrigger.store;

import dev.outrigger.sync.ItemChange;

/// Where a row stands in the replica's order of events.
///
/// @param seq of the newest change that clients saw; 0 before the first
/// @param insertion the seq of the insert that made it visible; 0 while it never was
record Places(long seq, long insertion) {
    static final Places NONE = new Places(0, 0);

    /// After a change of the row.
    Places with(ItemChange.Kind kind, long changeSeq) {
        return switch (kind) {
            case INSERT -> new Places(changeSeq, changeSeq);
            case UPDATE, DELETE -> new Places(changeSeq, insertion);
        };
    }
}
