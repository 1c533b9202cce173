package dev.outrigger.contract;

/// Names of what the backend keeps beside the fields of every item.
public final class Metadata {
    /// Int: the item's version.
    public static final String VERSION = "_version";

    /// AWSTimestamp, yet whole milliseconds: the backend's clock at the latest write.
    public static final String LAST_CHANGED_AT = "_lastChangedAt";

    /// True on a tombstone; null, not false, on a live item.
    public static final String DELETED = "_deleted";

    /// Boolean, of a replica's items only: whether the backend has not acknowledged a change yet.
    public static final String PENDING = "_pending";

    private Metadata() {}
}
