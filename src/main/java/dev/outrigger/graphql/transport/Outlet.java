package dev.outrigger.graphql.transport;

import dev.outrigger.telemetry.LogKey;

import io.vertx.core.http.ServerWebSocket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends to a socket as long as its client keeps up.
public final class Outlet {
    private static final Logger LOGGER = LoggerFactory.getLogger(Outlet.class);

    private final ServerWebSocket socket;

    /// Whether the client is there and keeps up.
    public enum Pace {
        KEPT,
        LOST
    }

    public Outlet(ServerWebSocket socket) {
        this.socket = socket;
    }

    /// True while the client reads slower than is sent.
    public boolean full() {
        return socket.isClosed() || socket.writeQueueFull();
    }

    /// Sends, unless what the client left unread is too much.
    public Pace send(String frame) {
        // It closes before its handler hears of it, and asking a closed one for its queue throws.
        if (socket.isClosed()) {
            return Pace.LOST;
        }
        if (socket.writeQueueFull()) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.EVENT, "slowConsumer")
                    .log("A socket is closed, since its client reads too slowly");
            return Pace.LOST;
        }
        socket.writeTextMessage(frame);
        return Pace.KEPT;
    }

    /// Sends what ends something, whatever is unread: each such thing is sent once.
    public void conclude(String frame) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(frame);
        }
    }

    public void close(short status, String reason) {
        if (!socket.isClosed()) {
            socket.close(status, reason);
        }
    }
}
