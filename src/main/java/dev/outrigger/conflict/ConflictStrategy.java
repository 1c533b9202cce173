package dev.outrigger.conflict;

/// What a backend does with a mutation that builds on another version than the stored one.
public sealed interface ConflictStrategy {
    /// An update is kept beside what is stored, field by field: see [FieldMerge]. A delete cannot
    /// be merged and is refused.
    record Automerge() implements ConflictStrategy {}

    /// The stored item stays, and the client is told what it is.
    record OptimisticConcurrency() implements ConflictStrategy {}

    /// Somebody outside decides, as a Lambda does on AppSync: the outcome is
    /// [MutationOutcome.Unresolved] until the mutation comes with a [Ruling].
    record Lambda() implements ConflictStrategy {}
}
