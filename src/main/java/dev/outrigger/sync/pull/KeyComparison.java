package dev.outrigger.sync.pull;

import dev.outrigger.sync.reconcile.Applied;

/// What came of comparing the keys of a model with the backend's.
public sealed interface KeyComparison {
    /// What the backend does not have is gone here too.
    record Removed(Applied applied) implements KeyComparison {}

    /// The backend did not say which keys it has, though it can.
    record Failed(String reason) implements KeyComparison {}
}
