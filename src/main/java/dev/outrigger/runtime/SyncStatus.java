package dev.outrigger.runtime;

import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.pull.PullCount;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The engine's state for people and programs that ask.
///
/// @param state `stopped`, `local-only`, `connecting`, `catching-up`, `caught-up` or `backing-off`
/// @param nextAttemptAt local clock; null unless backing off
/// @param liveUntil local clock, until when the changefeed of a caught-up replica was open: now, as
///     long as it is; null when it was not in this run
/// @param lastError the latest failure as one sentence, or null when the last round had none
public record SyncStatus(
        String state,
        boolean connected,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant liveUntil,
        @Nullable String lastError,
        DeliveryStatus delivery,
        List<ModelStatus> models) {
    public SyncStatus {
        models = List.copyOf(models);
    }

    /// @param state `waiting`, `pulling`, `synced`, `failed` or `unauthorized`; `not-pulled` when
    ///     the mode does not ask for the model
    /// @param count of the pull under way, else of the last one in this run
    /// @param lastSyncedAt local clock of the last pull that ran to its end in this run, or null
    public record ModelStatus(
            String model,
            SyncMode mode,
            String state,
            PullCount count,
            @Nullable Instant lastSyncedAt,
            @Nullable String lastError) {
        /// Of a model that nothing was asked of so far.
        static ModelStatus initial(String model, SyncMode mode) {
            return new ModelStatus(
                    model,
                    mode,
                    mode.pulls() ? "waiting" : "not-pulled",
                    PullCount.none(),
                    null,
                    null);
        }

        ModelStatus pulling(PullCount soFar) {
            return new ModelStatus(model, mode, "pulling", soFar, lastSyncedAt, null);
        }

        ModelStatus synced(PullCount whole, Instant now) {
            return new ModelStatus(model, mode, "synced", whole, now, null);
        }

        /// @param how `failed` or `unauthorized`
        ModelStatus failed(String how, String reason) {
            return new ModelStatus(model, mode, how, count, lastSyncedAt, reason);
        }

        /// With what is wrong, if nothing worse is.
        ModelStatus explained(String reason) {
            return lastError == null ? failed(state, reason) : this;
        }
    }
}
