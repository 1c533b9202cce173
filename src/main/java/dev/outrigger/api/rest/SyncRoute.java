package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.json.Members;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.OutboxSummary;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.Situation;
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
import java.util.function.Predicate;

/// Answers `GET /v1/sync`: how the engine is, and what waits. Instants are epoch milliseconds of
/// the local clock.
final class SyncRoute {
    private final SyncControl sync;
    private final ReplicaStore store;
    private final InstantSource clock;

    SyncRoute(SyncControl sync, ReplicaStore store, InstantSource clock) {
        this.sync = sync;
        this.store = store;
        this.clock = clock;
    }

    Future<Reply> status(RoutingContext context) {
        Caller caller = Caller.of(context);
        Future<SyncStatus> status = OnEventLoop.when(sync.status());
        Future<OutboxSummary> outbox = OnEventLoop.when(store.outboxSummary());
        Future<DeadLetters.Counts> letters = OnEventLoop.when(store.deadLetters().counts());
        Future<ConflictLog.Counts> conflicts = OnEventLoop.when(store.conflicts().counts());
        Future<Long> stranded = OnEventLoop.when(store.stranded().count());
        Future<Long> quarantined = OnEventLoop.when(store.quarantine().count());
        return Future.all(status, outbox, letters, conflicts, stranded, quarantined)
                .map(
                        _ -> {
                            Map<String, @Nullable Object> json =
                                    json(status.result(), caller::reaches);
                            json.put("outbox", json(outbox.result()));
                            json.put("deadLetters", json(letters.result()));
                            json.put("conflicts", json(conflicts.result()));
                            json.put("stranded", stranded.result());
                            json.put("quarantined", quarantined.result());
                            return Reply.ok(json);
                        });
    }

    private static Map<String, Object> json(DeadLetters.Counts counts) {
        return Members.of("count", counts.letters()).and("holding", counts.holding()).json();
    }

    private static Map<String, Object> json(ConflictLog.Counts counts) {
        return Members.of("count", counts.noted()).and("open", counts.open()).json();
    }

    private Map<String, @Nullable Object> json(OutboxSummary outbox) {
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("count", outbox.mutations());
        counts.put("held", outbox.held());
        Instant oldest = outbox.oldestSavedAt();
        counts.put(
                "oldestAgeMs",
                oldest == null ? null : Duration.between(oldest, clock.instant()).toMillis());
        return counts;
    }

    static Map<String, @Nullable Object> json(SyncStatus status) {
        return json(status, _ -> true);
    }

    /// @param told which models are told of
    private static Map<String, @Nullable Object> json(SyncStatus status, Predicate<String> told) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        put(json, Situation.of(status));
        json.put("phase", status.state());
        json.put("connected", status.connected());
        json.put("nextAttemptAt", millis(status.nextAttemptAt()));
        json.put("lastError", status.lastError());
        json.put(
                "delivery",
                Members.of("lanes", status.delivery().lanes())
                        .and("lanesInUse", status.delivery().lanesInUse())
                        .and("batch", status.delivery().batch())
                        .json());
        json.put(
                "models",
                status.models().stream()
                        .filter(model -> told.test(model.model()))
                        .map(model -> json(status, model))
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(
            SyncStatus status, SyncStatus.ModelStatus model) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", model.model());
        json.put("mode", model.mode().word());
        put(json, Situation.of(status, model));
        json.put("pull", model.state());
        json.put("received", model.count().received());
        json.put("pages", model.count().pages());
        json.put("lastSyncedAt", millis(model.lastSyncedAt()));
        json.put("lastError", model.lastError());
        return json;
    }

    private static void put(Map<String, @Nullable Object> json, Situation situation) {
        json.put("state", situation.kind().word());
        json.put("asOf", millis(situation.asOf()));
        json.put("reason", situation.reason());
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
