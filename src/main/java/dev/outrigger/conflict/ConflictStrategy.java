package dev.outrigger.conflict;

/// What a backend does with an update that builds on another version than the stored one. A delete
/// is never merged, whatever the strategy.
public sealed interface ConflictStrategy {
    /// Both writes are kept, field by field: see [FieldMerge].
    record Automerge() implements ConflictStrategy {}

    /// The stored item stays, and the client is told what it is.
    record OptimisticConcurrency() implements ConflictStrategy {}
}
