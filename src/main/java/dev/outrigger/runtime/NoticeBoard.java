package dev.outrigger.runtime;

import dev.outrigger.sync.pull.Notice;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.SyncState;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Remembers what the engine announced, for those who ask, and tells it to those who listen.
/// Written and read on the engine's thread.
final class NoticeBoard {
    private final Map<String, SyncStatus.ModelStatus> models = new LinkedHashMap<>();
    private final EngineObservers observers;
    private final Supplier<Instant> clock;
    private String state = "stopped";
    private boolean connected;
    private @Nullable Instant nextAttemptAt;
    private @Nullable String lastError;

    NoticeBoard(List<String> modelNames, EngineObservers observers, Supplier<Instant> clock) {
        this.observers = observers;
        this.clock = clock;
        modelNames.forEach(name -> put(name, "waiting", null, null));
    }

    void entered(SyncState entered) {
        state =
                switch (entered) {
                    case SyncState.Stopped _ -> "stopped";
                    case SyncState.Connecting _ -> "connecting";
                    case SyncState.CatchingUp _ -> "catching-up";
                    case SyncState.CaughtUp _ -> "caught-up";
                    case SyncState.BackingOff _ -> "backing-off";
                };
        if (entered instanceof SyncState.BackingOff(int _, int _, String reason)) {
            lastError = reason;
        } else {
            nextAttemptAt = null;
        }
    }

    void nextAttempt(Instant at) {
        nextAttemptAt = "backing-off".equals(state) ? at : null;
    }

    void pulling(String model) {
        put(model, "pulling", models.get(model).lastSyncedAt(), null);
    }

    SyncStatus status(@Nullable String deliveryError) {
        return new SyncStatus(
                state,
                connected,
                nextAttemptAt,
                lastError == null ? deliveryError : lastError,
                List.copyOf(models.values()));
    }

    void announce(Notice notice) {
        switch (notice) {
            case Notice.NetworkStatus(boolean active) -> networkStatus(active);
            case Notice.SubscriptionsEstablished _ ->
                    observers.tell("subscriptionsEstablished", Map.of());
            case Notice.SyncQueriesStarted(List<String> names) ->
                    observers.tell("syncQueriesStarted", Map.of("models", names));
            case Notice.ModelSynced(String model, PullKind kind, Applied counts) ->
                    modelSynced(model, kind, counts);
            case Notice.ModelFailed(String model, String reason) ->
                    modelFailed(model, "failed", reason);
            case Notice.ModelUnauthorized(String model, String reason) ->
                    modelFailed(model, "unauthorized", reason);
            case Notice.NonApplicable(String model, List<String> reasons) ->
                    observers.tell(
                            "nonApplicableDataReceived",
                            Map.of("modelName", model, "errors", reasons));
            case Notice.SyncQueriesReady _ -> observers.tell("syncQueriesReady", Map.of());
            case Notice.Ready _ -> {
                lastError = null;
                observers.tell("ready", Map.of());
            }
        }
    }

    private void networkStatus(boolean active) {
        connected = active;
        observers.tell("networkStatus", Map.of("active", active));
    }

    private void modelFailed(String model, String modelState, String reason) {
        lastError = reason;
        put(model, modelState, models.get(model).lastSyncedAt(), reason);
        observers.tell("modelFailed", Map.of("model", model, "state", modelState, "error", reason));
    }

    private void modelSynced(String model, PullKind kind, Applied counts) {
        put(model, "synced", clock.get(), null);
        observers.tell(
                "modelSynced",
                Map.of(
                        "model",
                        model,
                        "isFullSync",
                        kind == PullKind.BASE,
                        "isDeltaSync",
                        kind == PullKind.DELTA,
                        "counts",
                        Map.of(
                                "new", counts.inserted(),
                                "updated", counts.updated(),
                                "deleted", counts.deleted())));
    }

    private void put(
            String model,
            String modelState,
            @Nullable Instant lastSyncedAt,
            @Nullable String error) {
        models.put(model, new SyncStatus.ModelStatus(model, modelState, lastSyncedAt, error));
    }
}
