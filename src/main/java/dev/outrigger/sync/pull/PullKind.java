package dev.outrigger.sync.pull;

/// What a pull asks for.
public enum PullKind {
    /// Every item of a model that was never pulled to its end.
    BASE,
    /// Every item again: what the replica has and the backend has not is to be removed.
    REPEATED_BASE,
    /// What changed since the checkpoint.
    DELTA;

    /// True when every item is asked for.
    public boolean full() {
        return this != DELTA;
    }
}
