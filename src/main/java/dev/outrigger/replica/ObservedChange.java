package dev.outrigger.replica;

import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;

/// A change as one observer sees it.
///
/// @param kind what it is in the observer's selection, which may differ from what it is in the log
/// @param logged what happened
/// @param item that it is about: the one that changed, or one that a change of a related one
///     brought into the selection or out of it
/// @param seq who has seen this has seen everything up to here
public record ObservedChange(ItemChange.Kind kind, LoggedChange logged, StoredItem item, long seq) {
    /// A change of the item itself.
    static ObservedChange of(ItemChange.Kind kind, LoggedChange logged) {
        return new ObservedChange(kind, logged, logged.change().after(), logged.seq());
    }

    /// One of several that come of one change, and not the last of them: who is cut off after it
    /// has to see all of them again.
    ObservedChange followedByOthers() {
        return new ObservedChange(kind, logged, item, logged.seq() - 1);
    }
}
