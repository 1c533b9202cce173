package dev.outrigger.sync;

/// Who caused a change of a replica.
public enum Origin {
    /// A client of this sidecar.
    LOCAL,
    /// The backend: another device, or the answer to a mutation of this one.
    REMOTE
}
