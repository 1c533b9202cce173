package dev.outrigger.api.observe;

import dev.outrigger.api.access.Bearer;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Handshake;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.QueryReader;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells those who ask at `/v1/observe`, over a WebSocket or by server-sent events.
///
/// A commit reaches the event loop as one task, however many connections there are and however many
/// commits came since that task was set up: a task each would let the event loop drown.
public final class ObserveEndpoint implements Handler<RoutingContext> {
    private static final String SPOKEN =
            "WebSocket, and server-sent events with who accepts text/event-stream";

    private final Vertx vertx;
    private final Loop loop;
    private final Shared shared;
    private final FrameReader frames;
    private final ParameterReader parameters;
    private final Set<Observer> observers = new LinkedHashSet<>();
    private final AtomicBoolean newsIsDue = new AtomicBoolean();
    private final Runnable endNews;
    private final long beats;
    private @Nullable Problem ended;

    /// What all connections use.
    record Shared(ObserveSources sources, ObserveLimits limits, ChangeFrames changes) {
        Stream stream(ClientFrame.Wish wish, Outlet outlet) {
            return switch (wish) {
                case ClientFrame.Observe observe -> new ChangeStream(observe, this, outlet);
                case ClientFrame.ObserveQuery query ->
                        new SnapshotStream(query, sources, outlet, limits.snapshots());
                case ClientFrame.Events(String id) ->
                        new EventStream(id, sources, outlet, limits.waiting());
            };
        }
    }

    /// To be called on the event loop that serves the requests.
    public ObserveEndpoint(
            Vertx vertx, ObserveSources sources, QueryReader queries, ObserveLimits limits) {
        this.vertx = vertx;
        this.loop = new Loop(vertx, vertx.getOrCreateContext());
        this.shared = new Shared(sources, limits, new ChangeFrames(sources.models()));
        WishReader wishes = new WishReader(sources.models(), queries);
        this.frames = new FrameReader(wishes);
        this.parameters = new ParameterReader(wishes);
        this.endNews = sources.observations().onNews(this::news);
        this.beats = vertx.setPeriodic(limits.keepAlive().toMillis(), _ -> beat());
    }

    @Override
    public void handle(RoutingContext request) {
        Permits permits = new Permits(Caller.of(request));
        if (Handshake.isAskedFor(request.request())) {
            withoutParameters(request);
            Bearer.accept(request.request());
            Runnable closed = Handshake.closed(request);
            Handshake.accept(request).onSuccess(socket -> opened(socket, permits, closed));
        } else if (ServerSentEvents.areAccepted(request)) {
            sendEvents(request, permits);
        } else {
            throw Handshake.missing(request, SPOKEN);
        }
    }

    /// Closes the connections of a server that stops.
    public void close() {
        List.copyOf(observers).forEach(Observer::leave);
        endAll();
    }

    /// Ends with `problem` whatever is observed, and closes the connections.
    public void end(Problem problem) {
        ended = problem;
        List.copyOf(observers).forEach(observer -> observer.end(problem));
        endAll();
    }

    private void endAll() {
        endNews.run();
        vertx.cancelTimer(beats);
        List.copyOf(observers).forEach(Observer::closed);
        observers.clear();
    }

    private void sendEvents(RoutingContext request, Permits permits) {
        ClientFrame.Wish wish = parameters.read(request);
        permits.check(wish);
        if (ended != null) {
            throw new RequestRefused(ended);
        }
        ServerSentEvents events = new ServerSentEvents(request, loop, shared, permits);
        observers.add(events);
        request.addEndHandler(_ -> left(events));
        events.open(wish);
    }

    /// A socket says in frames what it wants to be told, and would wait in vain for what only its
    /// URL says.
    private static void withoutParameters(RoutingContext request) {
        for (String name : request.queryParams().names()) {
            throw RequestRefused.parameter(
                    name, "is for server-sent events; over a WebSocket a frame says it");
        }
    }

    private void opened(ServerWebSocket socket, Permits permits, Runnable closed) {
        ObserveConnection connection =
                new ObserveConnection(
                        socket, loop, new ObserveConnection.Desk(shared, frames, permits));
        socket.closeHandler(
                _ -> {
                    closed.run();
                    left(connection);
                });
        if (ended != null) {
            connection.end(ended);
            return;
        }
        observers.add(connection);
        connection.open();
    }

    private void left(Observer observer) {
        observers.remove(observer);
        observer.closed();
    }

    private void beat() {
        List.copyOf(observers).forEach(Observer::beat);
    }

    /// On the writer's thread.
    private void news() {
        if (newsIsDue.compareAndSet(false, true)) {
            loop.soon(
                    () -> {
                        newsIsDue.set(false);
                        List.copyOf(observers).forEach(Observer::pump);
                    });
        }
    }
}
