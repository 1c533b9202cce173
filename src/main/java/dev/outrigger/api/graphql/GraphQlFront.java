package dev.outrigger.api.graphql;

import dev.outrigger.graphql.execution.Exploration;
import dev.outrigger.graphql.execution.GraphQlExecutor;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/// GraphQL of one replica, on one event loop. What executes it is made when somebody first asks:
/// a sidecar whose clients speak REST has neither the time nor the memory of it to pay.
public final class GraphQlFront {
    private final Vertx vertx;
    private final Context context;
    private final GraphQlSources sources;
    private final GraphQlLimits limits;
    private @Nullable Future<GraphQlExecutor> executor;

    /// To be called on the event loop that serves the requests.
    public GraphQlFront(Vertx vertx, GraphQlSources sources, GraphQlLimits limits) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.sources = sources;
        this.limits = limits;
    }

    /// What executes documents, on the event loop.
    public Future<GraphQlExecutor> executor() {
        if (executor == null || executor.failed()) {
            executor = vertx.executeBlocking(this::made);
        }
        return executor;
    }

    private GraphQlExecutor made() {
        return new GraphQlExecutor(
                ReplicaGraphQl.of(sources, loop()), limits.queries(), Exploration.INTROSPECTION);
    }

    Vertx vertx() {
        return vertx;
    }

    GraphQlSources sources() {
        return sources;
    }

    GraphQlLimits limits() {
        return limits;
    }

    Context context() {
        return context;
    }

    Executor loop() {
        return task -> context.runOnContext(_ -> task.run());
    }
}
