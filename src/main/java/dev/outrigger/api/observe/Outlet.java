package dev.outrigger.api.observe;

import dev.outrigger.api.problem.Problem;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// What a stream needs of its connection. Everything happens on the connection's event loop.
interface Outlet {
    Permits permits();

    /// True while the client reads slower than frames are sent. A stream then sends nothing more,
    /// and is pumped again once the client caught up.
    boolean full();

    void send(Map<String, @Nullable Object> frame);

    /// Ends the stream of this id and tells the client why.
    void fail(String id, Problem problem);

    /// Ends the stream of this id for a reason that is nobody's message: told as unavailable or as
    /// a bug, and logged when it is one.
    void fail(String id, Throwable failure);

    /// The outcome of a stage, on the event loop.
    <T> Future<T> when(CompletionStage<T> stage);

    /// Runs `task` on the event loop after everything that waits there now.
    void soon(Runnable task);

    /// Runs `task` on the event loop after `delay`.
    ///
    /// @return cancels the task when it has not run yet
    Runnable after(Duration delay, Runnable task);
}
