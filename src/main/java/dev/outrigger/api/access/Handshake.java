package dev.outrigger.api.access;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Turns a request into a WebSocket. One that cannot be is answered, and its connection closed: the
/// server would leave it open, and nothing would ever end it.
public final class Handshake {
    private static final String WEB_SOCKET = "websocket";
    private static final String CLOSED = Handshake.class.getName() + ".closed";

    private Handshake() {}

    /// @return fails when the request was answered in place
    /// @throws RequestRefused when the request does not ask for a WebSocket
    public static Future<ServerWebSocket> accept(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isAskedFor(request)) {
            throw missing(context, "WebSocket");
        }
        return request.toWebSocket().onFailure(failure -> refuse(context, failure));
    }

    /// Keeps for the socket that `context` may become what is to be done once that is closed: the
    /// server tells the end of such a connection to the socket alone.
    public static void onClosed(RoutingContext context, Runnable action) {
        context.put(CLOSED, action);
    }

    /// What the one who has accepted the socket has to run once that is closed.
    public static Runnable closed(RoutingContext context) {
        Runnable kept = context.get(CLOSED);
        return kept == null ? () -> {} : kept;
    }

    /// Refuses a request that asks for no WebSocket.
    ///
    /// @param spoken what the path speaks
    public static RequestRefused missing(RoutingContext context, String spoken) {
        context.response().putHeader(HttpHeaders.UPGRADE, WEB_SOCKET);
        return RequestRefused.because(
                new TransportProblem.UpgradeRequired(context.request().path(), spoken));
    }

    public static boolean isAskedFor(HttpServerRequest request) {
        return holds(request.getHeader(HttpHeaders.UPGRADE), WEB_SOCKET)
                && holds(request.getHeader(HttpHeaders.CONNECTION), "upgrade");
    }

    private static boolean holds(@Nullable String header, String word) {
        return header != null && header.toLowerCase(Locale.ROOT).contains(word);
    }

    /// The handshake is the client's part; there is nothing of ours that could fail in it.
    private static void refuse(RoutingContext context, Throwable failure) {
        context.fail(
                RequestRefused.because(
                        new TransportProblem.RequestUnreadable(
                                "this is not a WebSocket handshake: " + failure.getMessage())));
        context.request().connection().close();
    }
}
