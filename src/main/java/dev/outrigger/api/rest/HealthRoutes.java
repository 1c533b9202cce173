package dev.outrigger.api.rest;

import dev.outrigger.replica.ReplicaStore;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Answers probes. An unreachable backend is no reason to be unready: saves and queries go on.
final class HealthRoutes {
    /// What a probe waits for the database at most.
    private static final long READY_TIMEOUT_MS = 2_000;

    private static final Map<String, String> UP = Map.of("status", "UP");

    private final ReplicaStore store;

    HealthRoutes(ReplicaStore store) {
        this.store = store;
    }

    Future<Reply> live(RoutingContext context) {
        return Future.succeededFuture(Reply.ok(UP));
    }

    Future<Reply> ready(RoutingContext context) {
        return OnEventLoop.when(store.changeRange())
                .timeout(READY_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .map(range -> Reply.ok(UP));
    }
}
