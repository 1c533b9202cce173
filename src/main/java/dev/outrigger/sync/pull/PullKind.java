package dev.outrigger.sync.pull;

/// What a pull asks for.
public enum PullKind {
    /// Every item of the model.
    BASE,
    /// What changed since the checkpoint.
    DELTA
}
