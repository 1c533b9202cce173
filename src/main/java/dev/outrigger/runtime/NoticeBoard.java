package dev.outrigger.runtime;

import dev.outrigger.json.Members;
import dev.outrigger.sync.pull.Notice;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.SyncState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Remembers what the engine announced, for those who ask, and tells it to those who listen.
/// Written and read on the engine's thread.
final class NoticeBoard {
    private static final String CAUGHT_UP = "caught-up";

    private final Map<String, SyncStatus.ModelStatus> models = new LinkedHashMap<>();
    private final EngineObservers observers;
    private final ProgressReports progress;
    private final Supplier<Instant> clock;
    private final WithheldFeeds feeds;
    private String state = "stopped";
    private boolean connected;
    private @Nullable Instant liveUntil;
    private long version;
    private @Nullable Instant nextAttemptAt;
    private @Nullable String lastError;

    NoticeBoard(
            List<SyncStatus.ModelStatus> initial,
            EngineObservers observers,
            Supplier<Instant> clock) {
        this.observers = observers;
        this.progress = new ProgressReports(observers);
        this.feeds = new WithheldFeeds(observers);
        this.clock = clock;
        initial.forEach(status -> models.put(status.model(), status));
    }

    void entered(SyncState entered) {
        String before = state;
        state =
                switch (entered) {
                    case SyncState.Stopped _ -> "stopped";
                    case SyncState.Connecting _ -> "connecting";
                    case SyncState.CatchingUp _ -> "catching-up";
                    case SyncState.CaughtUp _ -> CAUGHT_UP;
                    case SyncState.BackingOff _ -> "backing-off";
                };
        if (!state.equals(before)) {
            version++;
            liveUntil = before.equals(CAUGHT_UP) ? clock.get() : liveUntil;
        }
        if (entered instanceof SyncState.BackingOff(int _, int _, String reason)) {
            lastError = reason;
        } else {
            nextAttemptAt = null;
        }
    }

    void nextAttempt(Instant at) {
        nextAttemptAt = "backing-off".equals(state) ? at : null;
    }

    /// Grows when anything else than the time may be told.
    long version() {
        return version;
    }

    /// The model's first page is asked for.
    void opening(String model) {
        version++;
        models.computeIfPresent(model, (_, before) -> before.pulling(PullCount.none()));
    }

    void feedOpening() {
        feeds.opening();
    }

    void feedWithheld(String model, String reason) {
        version++;
        feeds.withheld(model, reason);
    }

    SyncStatus status(@Nullable String deliveryError, DeliveryStatus delivery) {
        return new SyncStatus(
                state,
                connected,
                nextAttemptAt,
                state.equals(CAUGHT_UP) ? clock.get() : liveUntil,
                lastError == null ? deliveryError : lastError,
                delivery,
                models.values().stream().map(feeds::explained).toList());
    }

    /// @param items about how many the pull that begins will bring; empty when that is not known
    void estimated(String model, OptionalLong items) {
        progress.expected(model, items);
    }

    void announce(Notice notice) {
        version++;
        switch (notice) {
            case Notice.NetworkStatus(boolean active) -> connected = active;
            case Notice.SubscriptionsEstablished _ -> {
                feeds.established();
                observers.tell("subscriptionsEstablished", Map.of());
            }
            case Notice.SyncQueriesStarted(List<String> names) ->
                    observers.tell("syncQueriesStarted", Map.of("models", names));
            case Notice.PullProgressed(String model, PullCount count) -> {
                models.computeIfPresent(model, (_, before) -> before.pulling(count));
                progress.progressed(model, count, clock.get());
            }
            case Notice.ModelSynced(String model, PullKind kind, PullCount count) ->
                    modelSynced(model, kind, count);
            case Notice.ModelFailed(String model, String reason) ->
                    modelFailed(model, "failed", reason);
            case Notice.ModelUnauthorized(String model, String reason) ->
                    modelFailed(model, "unauthorized", reason);
            case Notice.NonApplicable(String model, List<String> reasons) ->
                    observers.tell(
                            "nonApplicableDataReceived",
                            Members.of("modelName", model).and("errors", reasons).json());
            case Notice.FilterRefused(String model, String reason) ->
                    observers.tell(
                            "filterRefused",
                            Members.of("model", model).and("error", reason).json());
            case Notice.SyncQueriesReady _ -> observers.tell("syncQueriesReady", Map.of());
            case Notice.Ready _ -> {
                lastError = null;
                observers.tell("ready", Map.of());
            }
        }
    }

    private void modelFailed(String model, String how, String reason) {
        lastError = reason;
        models.computeIfPresent(model, (_, before) -> before.failed(how, reason));
        observers.tell(
                "modelFailed",
                Members.of("model", model).and("state", how).and("error", reason).json());
    }

    private void modelSynced(String model, PullKind kind, PullCount count) {
        models.computeIfPresent(model, (_, before) -> before.synced(count, clock.get()));
        observers.tell(
                "modelSynced",
                Members.of("model", model)
                        .and("isFullSync", kind.full())
                        .and("isDeltaSync", kind == PullKind.DELTA)
                        .and("counts", json(count))
                        .json());
    }

    private static Map<String, Object> json(PullCount count) {
        return Members.of("new", count.applied().inserted())
                .and("updated", count.applied().updated())
                .and("deleted", count.applied().deleted())
                .json();
    }
}
