package dev.outrigger.api.rest;

import dev.outrigger.runtime.Situation;
import dev.outrigger.runtime.SyncControl;
import dev.outrigger.runtime.SyncStatus;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Until when everything that the backend told is here, by model. Reads are many and the engine has
/// other things to do, so it is asked once in a while; what it said then stays true. Used on one
/// event loop.
final class SyncedAt {
    private static final Duration KEPT = Duration.ofMillis(250);

    private final SyncControl sync;
    private final InstantSource clock;
    private Instant askedAt = Instant.MIN;
    private Future<Map<String, Instant>> answer = Future.succeededFuture(Map.of());

    SyncedAt(SyncControl sync, InstantSource clock) {
        this.sync = sync;
        this.clock = clock;
    }

    /// Local clock; null for a model that was not pulled to its end in this run.
    Future<@Nullable Instant> of(String model) {
        Instant now = clock.instant();
        if (now.isAfter(askedAt.plus(KEPT)) || now.isBefore(askedAt)) {
            askedAt = now;
            answer = OnEventLoop.when(sync.status()).map(SyncedAt::byModel);
        }
        return answer.map(instants -> instants.get(model));
    }

    private static Map<String, Instant> byModel(SyncStatus status) {
        Map<String, Instant> instants = new HashMap<>();
        for (SyncStatus.ModelStatus model : status.models()) {
            Instant asOf = Situation.of(status, model).asOf();
            if (asOf != null) {
                instants.put(model.model(), asOf);
            }
        }
        return instants;
    }
}
