package dev.outrigger.api.observe;

import dev.outrigger.api.problem.Problem;

import java.time.Duration;

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

    /// Runs `task` on the event loop after `delay`.
    ///
    /// @return cancels the task when it has not run yet
    Runnable after(Duration delay, Runnable task);
}
