package dev.outrigger.sync;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How one model is kept in step.
///
/// @param maxRecords items that a base sync asks for; null for all of them
/// @param pollInterval between two pulls of a model that is not subscribed to
/// @param fullSyncInterval age of the last base sync after which the next pull is one; null for
///     that of all models
public record SyncPolicy(
        SyncMode mode,
        @Nullable Long maxRecords,
        Duration pollInterval,
        @Nullable Duration fullSyncInterval) {
    private static final SyncPolicy USUAL =
            new SyncPolicy(SyncMode.BOTH, null, Duration.ofMinutes(1), null);

    /// Everything, both ways, as it happens.
    public static SyncPolicy usual() {
        return USUAL;
    }

    public static SyncPolicy of(SyncMode mode) {
        return new SyncPolicy(mode, null, USUAL.pollInterval(), null);
    }
}
