package dev.outrigger.sync;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/// How one model is kept in step.
///
/// @param maxRecords items that a base sync asks for; null for all of them
/// @param pollInterval between two pulls of a model that is not subscribed to
/// @param fullSyncInterval age of the last base sync after which the next pull is one; null for
///     that of all models
/// @param cascades what a deletion does to what relations lead to, by their names; by all others,
///     it deletes that too
public record SyncPolicy(
        SyncMode mode,
        @Nullable Long maxRecords,
        Duration pollInterval,
        @Nullable Duration fullSyncInterval,
        Map<String, Cascade> cascades) {
    private static final SyncPolicy USUAL =
            new SyncPolicy(SyncMode.BOTH, null, Duration.ofMinutes(1), null);

    public SyncPolicy {
        cascades = Map.copyOf(cascades);
    }

    /// Deletions take what relations lead to with them.
    public SyncPolicy(
            SyncMode mode,
            @Nullable Long maxRecords,
            Duration pollInterval,
            @Nullable Duration fullSyncInterval) {
        this(mode, maxRecords, pollInterval, fullSyncInterval, Map.of());
    }

    /// Of what this relation of the model leads to.
    public Cascade cascade(String relation) {
        return cascades.getOrDefault(relation, Cascade.REMOTE);
    }

    /// Everything, both ways, as it happens.
    public static SyncPolicy usual() {
        return USUAL;
    }

    public static SyncPolicy of(SyncMode mode) {
        return new SyncPolicy(mode, null, USUAL.pollInterval(), null);
    }
}
