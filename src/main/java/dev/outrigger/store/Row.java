package dev.outrigger.store;

import dev.outrigger.replica.ReadItem;
import dev.outrigger.sync.StoredItem;

/// A stored item with its places in the replica's order of events.
///
/// @param seq of the newest change that clients saw; 0 before the first
/// @param insertion the seq of the insert that made it visible; 0 while it never was
record Row(StoredItem stored, long seq, long insertion) {
    ReadItem read() {
        return new ReadItem(stored, seq);
    }
}
