package dev.outrigger.api.rest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// Brings the outcome of a stage back to the event loop that asked for it. Stages of a replica
/// complete on its writer's or readers' threads, whose time belongs to every client.
final class OnEventLoop {
    private OnEventLoop() {}

    /// To be called on an event loop.
    static <T> Future<T> when(CompletionStage<T> stage) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        return Future.fromCompletionStage(stage, context);
    }
}
