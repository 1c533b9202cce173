package dev.outrigger.api.graphql;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Handshake;
import dev.outrigger.graphql.transport.StandardConnection;
import dev.outrigger.graphql.transport.StandardOperations.Ending;
import dev.outrigger.graphql.transport.StandardOperations.Status;

import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Opens a connection for every WebSocket on `/graphql`. Used on one event loop.
public final class GraphQlSockets implements Handler<RoutingContext> {
    private final GraphQlFront front;
    private final Set<GraphQlConnection> connections = new LinkedHashSet<>();
    private final AtomicBoolean newsIsDue = new AtomicBoolean();
    private final Runnable endNews;
    private final long beats;
    private @Nullable Ending ended;

    /// To be called on the event loop that serves the requests.
    public GraphQlSockets(GraphQlFront front) {
        this.front = front;
        this.endNews = front.sources().observations().onNews(this::news);
        this.beats = front.vertx().setPeriodic(front.limits().keepAlive().toMillis(), _ -> beat());
    }

    @Override
    public void handle(RoutingContext request) {
        Runnable left = Handshake.closed(request);
        Caller caller = Caller.of(request);
        Handshake.accept(request).onSuccess(socket -> opened(socket, caller, left));
    }

    private void opened(ServerWebSocket socket, Caller caller, Runnable left) {
        socket.setWriteQueueMaxSize(front.limits().backlogBytes());
        GraphQlConnection connection = new GraphQlConnection(socket, caller, front);
        socket.closeHandler(
                _ -> {
                    left.run();
                    connections.remove(connection);
                    connection.closed();
                });
        if (ended != null) {
            connection.end(ended);
        } else if (!StandardConnection.SUB_PROTOCOL.equals(socket.subProtocol())) {
            connection.end(
                    new Ending(
                            Status.UNACCEPTABLE_SUB_PROTOCOL,
                            "Offer the sub-protocol " + StandardConnection.SUB_PROTOCOL));
        } else {
            connections.add(connection);
            connection.open();
        }
    }

    private void beat() {
        List.copyOf(connections).forEach(GraphQlConnection::beat);
    }

    /// On the writer's thread. However many commits came, they are one task for the event loop.
    private void news() {
        if (newsIsDue.compareAndSet(false, true)) {
            front.context()
                    .runOnContext(
                            _ -> {
                                newsIsDue.set(false);
                                List.copyOf(connections).forEach(GraphQlConnection::pump);
                            });
        }
    }

    /// Closes the sockets of a server that stops.
    public void close() {
        end(new Ending(Status.GOING_AWAY, "The sidecar stops"));
    }

    /// Closes all sockets; their clients may connect again.
    public void end(String reason) {
        end(new Ending(Status.SERVICE_RESTART, reason));
    }

    private void end(Ending ending) {
        ended = ending;
        List.copyOf(connections).forEach(connection -> connection.end(ending));
        endNews.run();
        front.vertx().cancelTimer(beats);
        List.copyOf(connections).forEach(GraphQlConnection::closed);
        connections.clear();
    }
}
