package dev.outrigger.replica;

import dev.outrigger.sync.ItemChange;

/// A change as one observer sees it.
///
/// @param kind what it is in the observer's selection, which may differ from what it is in the log
public record ObservedChange(ItemChange.Kind kind, LoggedChange logged) {
    public long seq() {
        return logged.seq();
    }
}
