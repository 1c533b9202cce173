package dev.outrigger.sync.resolution;

/// What becomes of an update whose item was deleted at the backend.
public enum RemoteDeletion {
    /// The deletion stands, and the update ends.
    ACCEPT,
    /// The update goes out again and brings the item back.
    UNDELETE
}
