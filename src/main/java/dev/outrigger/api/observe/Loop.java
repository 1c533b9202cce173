package dev.outrigger.api.observe;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/// The event loop that a connection lives on.
record Loop(Vertx vertx, Context context) {
    /// The outcome of a stage, on the event loop.
    <T> Future<T> when(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }

    /// Runs `task` after everything that waits now.
    void soon(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    /// @return cancels the task when it has not run yet
    Runnable after(Duration delay, Runnable task) {
        // A timer of less than a millisecond is refused.
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    /// Runs `task` at that time, by the local clock; never when it is [Instant#MAX].
    ///
    /// @return cancels the task when it has not run yet
    Runnable at(Instant time, Runnable task) {
        return time.equals(Instant.MAX)
                ? () -> {}
                : after(Duration.between(Instant.now(), time), task);
    }
}
