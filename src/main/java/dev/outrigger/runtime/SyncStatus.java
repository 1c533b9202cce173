package dev.outrigger.runtime;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The engine's state for people and programs that ask.
///
/// @param state `stopped`, `local-only`, `connecting`, `catching-up`, `caught-up` or `backing-off`
/// @param nextAttemptAt local clock; null unless backing off
/// @param lastError the latest failure as one sentence, or null when the last round had none
public record SyncStatus(
        String state,
        boolean connected,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError,
        List<ModelStatus> models) {
    public SyncStatus {
        models = List.copyOf(models);
    }

    /// @param state `waiting`, `pulling`, `synced`, `failed` or `unauthorized`
    /// @param lastSyncedAt local clock of the last pull that ran to its end in this run, or null
    public record ModelStatus(
            String model,
            String state,
            @Nullable Instant lastSyncedAt,
            @Nullable String lastError) {}
}
