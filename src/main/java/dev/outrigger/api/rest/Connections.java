package dev.outrigger.api.rest;

import dev.outrigger.api.access.Handshake;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// The connections that are open, each with what it is waited for. Whoever sends a byte now and
/// then must not hold a connection for ever, nor what was buffered of a body.
///
/// It goes by requests and not by bytes: a connection without a request under way has a time to
/// bring one, whatever it sends meanwhile. WebSockets are requests that stay under way. Used on one
/// event loop.
public final class Connections {
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Map<HttpConnection, Use> uses = new HashMap<>();

    /// @param most connections at one time
    /// @param request time for the first request of a connection, and for the body of any
    /// @param idle time for a further request
    public record Limits(int most, Duration request, Duration idle) {}

    private static final class Use {
        private int underWay;
        private boolean used;
        private long since;
        private @Nullable RoutingContext reading;
    }

    /// @param nanoTime as [System#nanoTime]
    public Connections(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /// Takes a connection in, or closes it when there is no room.
    public void opened(HttpConnection connection) {
        if (uses.size() >= limits.most()) {
            connection.close();
            return;
        }
        Use use = new Use();
        use.since = nanoTime.getAsLong();
        uses.put(connection, use);
        connection.closeHandler(_ -> uses.remove(connection));
    }

    /// Closes the connections whose time is over. To be called every second or so.
    public void sweep() {
        long now = nanoTime.getAsLong();
        for (Map.Entry<HttpConnection, Use> open : List.copyOf(uses.entrySet())) {
            Use use = open.getValue();
            long age = now - use.since;
            if (use.reading != null && age > limits.request().toNanos()) {
                giveUp(use, use.reading);
            } else if (use.underWay == 0 && age > patience(use).toNanos()) {
                open.getKey().close();
            }
        }
    }

    /// Stands before all that may end a request.
    public void begun(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        Use use = uses.get(connection);
        if (use != null) {
            use.underWay++;
            use.used = true;
            context.addEndHandler(_ -> ended(use));
            Handshake.onClosed(context, () -> uses.remove(connection));
        }
        context.next();
    }

    /// Has a body read by `reader`, within its time.
    Handler<RoutingContext> timing(Handler<RoutingContext> reader) {
        return context -> {
            Use use = uses.get(context.request().connection());
            if (use != null) {
                use.reading = context;
                use.since = nanoTime.getAsLong();
            }
            reader.handle(context);
        };
    }

    /// Stands behind the reading of a body.
    void bodyRead(RoutingContext context) {
        Use use = uses.get(context.request().connection());
        if (use != null) {
            use.reading = null;
        }
        context.next();
    }

    private void ended(Use use) {
        use.underWay--;
        use.reading = null;
        use.since = nanoTime.getAsLong();
    }

    private Duration patience(Use use) {
        return use.used ? limits.idle() : limits.request();
    }

    private static void giveUp(Use use, RoutingContext context) {
        use.reading = null;
        // What is still on its way would be taken for the next request.
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(_ -> context.request().connection().close());
        context.fail(RequestRefused.because(new TransportProblem.RequestTimedOut()));
    }
}
