package dev.outrigger.api.access;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.http.ServerWebSocket;

/// What becomes of a socket whose client sends what is no frame, or one that is too long: the
/// closing status says so. The server alone would break the connection off.
public final class BrokenFrames {
    private BrokenFrames() {}

    /// @return true when the failure was one of the client's, and the socket closes
    public static boolean closed(ServerWebSocket socket, Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException broken) {
            socket.close((short) broken.closeStatus().code(), broken.closeStatus().reasonText());
            return true;
        }
        return false;
    }
}
