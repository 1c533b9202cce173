package dev.outrigger.backend.graphql;

import dev.outrigger.backend.table.BackendTables;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// `/health/live` says that the process runs, `/health/ready` that its database answers too.
record HealthChecks(BackendTables tables) {
    private static final int SERVICE_UNAVAILABLE = 503;

    void mount(Router router) {
        router.get("/health/live").handler(context -> answer(context, true));
        router.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext context) {
        Future.fromCompletionStage(tables.answers(), context.vertx().getOrCreateContext())
                .onComplete(answers -> answer(context, answers.succeeded() && answers.result()));
    }

    private static void answer(RoutingContext context, boolean up) {
        context.response()
                .setStatusCode(up ? 200 : SERVICE_UNAVAILABLE)
                .putHeader("content-type", "application/json; charset=UTF-8")
                .end("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
    }
}
