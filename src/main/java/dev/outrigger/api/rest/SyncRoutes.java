package dev.outrigger.api.rest;

import dev.outrigger.replica.OutboxSummary;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.SyncControl;
import dev.outrigger.runtime.SyncStatus;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Answers requests that watch and steer the sync engine. Instants are epoch milliseconds of the
/// local clock.
final class SyncRoutes {
    private final SyncControl sync;
    private final ReplicaStore store;
    private final InstantSource clock;

    SyncRoutes(SyncControl sync, ReplicaStore store, InstantSource clock) {
        this.sync = sync;
        this.store = store;
        this.clock = clock;
    }

    Future<Reply> status(RoutingContext context) {
        Parameters.none(context);
        return OnEventLoop.when(sync.status())
                .compose(
                        status ->
                                OnEventLoop.when(store.outboxSummary())
                                        .map(outbox -> Reply.ok(json(status, outbox))));
    }

    Future<Reply> start(RoutingContext context) {
        return steered(context, sync::start);
    }

    Future<Reply> stop(RoutingContext context) {
        return steered(context, sync::stop);
    }

    Future<Reply> now(RoutingContext context) {
        return steered(context, sync::now);
    }

    private static Future<Reply> steered(
            RoutingContext context, Supplier<CompletionStage<SyncStatus>> step) {
        Parameters.none(context);
        return OnEventLoop.when(step.get()).map(status -> Reply.accepted(json(status)));
    }

    private Map<String, @Nullable Object> json(SyncStatus status, OutboxSummary outbox) {
        Map<String, @Nullable Object> json = json(status);
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("count", outbox.mutations());
        counts.put("held", outbox.held());
        Instant oldest = outbox.oldestSavedAt();
        counts.put(
                "oldestAgeMs",
                oldest == null ? null : Duration.between(oldest, clock.instant()).toMillis());
        json.put("outbox", counts);
        return json;
    }

    private static Map<String, @Nullable Object> json(SyncStatus status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("state", status.state());
        json.put("connected", status.connected());
        json.put("nextAttemptAt", millis(status.nextAttemptAt()));
        json.put("lastError", status.lastError());
        json.put("models", status.models().stream().map(SyncRoutes::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(SyncStatus.ModelStatus status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", status.model());
        json.put("state", status.state());
        json.put("lastSyncedAt", millis(status.lastSyncedAt()));
        json.put("lastError", status.lastError());
        return json;
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
