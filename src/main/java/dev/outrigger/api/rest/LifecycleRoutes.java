package dev.outrigger.api.rest;

import dev.outrigger.api.problem.ReplicaProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.replica.Clearing;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.StopReport;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Answers requests that start, stop and clear the replica.
final class LifecycleRoutes {
    private final Lifecycle lifecycle;

    LifecycleRoutes(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    Future<Reply> start(RoutingContext context) {
        return OnEventLoop.when(lifecycle.start())
                .map(status -> Reply.accepted(SyncRoute.json(status)));
    }

    Future<Reply> stop(RoutingContext context) {
        return OnEventLoop.when(lifecycle.stop()).map(LifecycleRoutes::reply);
    }

    Future<Reply> now(RoutingContext context) {
        return OnEventLoop.when(lifecycle.now())
                .map(status -> Reply.accepted(SyncRoute.json(status)));
    }

    Future<Reply> clear(RoutingContext context) {
        Clearing.Unsent unsent = unsent(Parameters.of(context).text("force"));
        return OnEventLoop.when(lifecycle.clear(unsent)).map(LifecycleRoutes::reply);
    }

    private static Clearing.Unsent unsent(@Nullable String force) {
        return switch (force) {
            case null -> Clearing.Unsent.PROTECTED;
            case "false" -> Clearing.Unsent.PROTECTED;
            case "true" -> Clearing.Unsent.DISCARDED;
            default ->
                    throw RequestRefused.parameter(
                            "force", "is \"" + force + "\", neither true nor false");
        };
    }

    private static Reply reply(StopReport report) {
        Map<String, @Nullable Object> json = SyncRoute.json(report.status());
        json.put("cancelledCalls", report.cancelledCalls());
        return Reply.accepted(json);
    }

    private static Reply reply(Clearing.Outcome outcome) {
        return switch (outcome) {
            case Clearing.Outcome.Cleared(long seq, Map<String, Long> items, long mutations) -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("items", items);
                json.put("mutations", mutations);
                json.put("seq", seq);
                yield Reply.ok(json);
            }
            case Clearing.Outcome.OutboxNotEmpty(long mutations) ->
                    throw RequestRefused.because(new ReplicaProblem.OutboxNotEmpty(mutations));
        };
    }
}
