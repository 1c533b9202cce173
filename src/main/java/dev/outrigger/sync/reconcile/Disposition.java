package dev.outrigger.sync.reconcile;

/// What a replica does with one incoming item.
public enum Disposition {
    /// Newer, live, and no mutation of ours is pending: it replaces what the replica has.
    APPLY,
    /// Newer, deleted, and no mutation of ours is pending: it becomes a tombstone.
    BURY,
    /// Newer, but a mutation of ours is pending: it becomes the item's base, and clients go on
    /// seeing their own writes.
    REMEMBER,
    /// Not newer than what the replica knows.
    IGNORE
}
