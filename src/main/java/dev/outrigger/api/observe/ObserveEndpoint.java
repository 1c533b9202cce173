package dev.outrigger.api.observe;

import dev.outrigger.api.access.Bearer;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Handshake;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.wire.QueryReader;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Opens a connection for every WebSocket on `/v1/observe`.
///
/// A commit reaches the event loop as one task, however many connections there are and however many
/// commits came since that task was set up: a task each would let the event loop drown.
public final class ObserveEndpoint implements Handler<RoutingContext> {
    /// What all connections use.
    record Shared(ObserveSources sources, FrameReader reader, ObserveLimits limits) {}

    private final Vertx vertx;
    private final Context context;
    private final Shared shared;
    private final Set<ObserveConnection> connections = new LinkedHashSet<>();
    private final AtomicBoolean newsIsDue = new AtomicBoolean();
    private final Runnable endNews;
    private @Nullable Problem ended;

    /// To be called on the event loop that serves the requests.
    public ObserveEndpoint(
            Vertx vertx, ObserveSources sources, QueryReader queries, ObserveLimits limits) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.shared = new Shared(sources, new FrameReader(sources.models(), queries), limits);
        this.endNews = sources.observations().onNews(this::news);
    }

    @Override
    public void handle(RoutingContext request) {
        Bearer.accept(request.request());
        Permits permits = new Permits(Caller.of(request));
        Runnable left = Handshake.closed(request);
        Handshake.accept(request).onSuccess(socket -> opened(socket, permits, left));
    }

    /// Ends what the sockets that are still open observe.
    public void close() {
        endNews.run();
        connections.forEach(ObserveConnection::closed);
        connections.clear();
    }

    /// Ends what all sockets observe with `problem`, and closes them.
    public void end(Problem problem) {
        ended = problem;
        List.copyOf(connections).forEach(connection -> connection.end(problem));
        close();
    }

    private void opened(ServerWebSocket socket, Permits permits, Runnable left) {
        ObserveConnection connection = new ObserveConnection(socket, vertx, shared, permits);
        socket.closeHandler(
                closed -> {
                    left.run();
                    connections.remove(connection);
                    connection.closed();
                });
        if (ended != null) {
            connection.end(ended);
            return;
        }
        connections.add(connection);
        connection.open();
    }

    /// On the writer's thread.
    private void news() {
        if (newsIsDue.compareAndSet(false, true)) {
            context.runOnContext(
                    now -> {
                        newsIsDue.set(false);
                        List.copyOf(connections).forEach(ObserveConnection::pump);
                    });
        }
    }
}
