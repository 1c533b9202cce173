package dev.outrigger.sync;

/// What becomes of an item whose mutation the backend refused for good. The mutation itself goes to
/// the dead letters in any case.
public enum RefusalPolicy {
    /// The item stays as written, and its later mutations wait until somebody decides.
    HOLD,
    /// The item is again as the backend has it, with its later mutations on top.
    ROLLBACK,
    /// The item stays as written until the backend sends a newer one, and its later mutations go
    /// on.
    KEEP
}
