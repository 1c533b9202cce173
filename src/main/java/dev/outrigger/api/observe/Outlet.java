package dev.outrigger.api.observe;

import dev.outrigger.api.problem.Problem;

import io.vertx.core.Future;

import java.util.concurrent.CompletionStage;

/// What a stream needs of its connection. Everything happens on the connection's event loop.
interface Outlet extends LogFollower.Host {
    Permits permits();

    /// True while the client reads slower than frames are sent. A stream then sends nothing more,
    /// and is pumped again once the client caught up.
    boolean full();

    /// @param id of the stream
    void send(String id, Frame frame);

    /// Ends the stream of this id and tells the client why.
    void fail(String id, Problem problem);

    /// The event loop of the connection.
    Loop loop();

    @Override
    default <T> Future<T> when(CompletionStage<T> stage) {
        return loop().when(stage);
    }

    @Override
    default void soon(Runnable task) {
        loop().soon(task);
    }
}
