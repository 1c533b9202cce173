package dev.outrigger.config;

import java.time.Duration;

/// How a replica is kept in step.
///
/// @param pageSize items of one pulled page
/// @param fullSyncInterval after which a delta is no longer trusted and everything is pulled anew
/// @param pullsAtOnce models that are pulled beside each other
public record SyncConfig(int pageSize, Duration fullSyncInterval, int pullsAtOnce) {
    public static final SyncConfig DEFAULT = new SyncConfig(1_000, Duration.ofHours(24), 4);
}
