package dev.outrigger.api.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

/// The token of a request: `Authorization: Bearer TOKEN` or, for WebSockets of browsers, which
/// cannot set that header, `Sec-WebSocket-Protocol: bearer.TOKEN`.
public final class Bearer {
    private static final String OFFERED = "Sec-WebSocket-Protocol";
    private static final String BEARER = "bearer ";
    private static final String PROTOCOL = "bearer.";

    private Bearer() {}

    /// Null when the request shows none.
    static @Nullable String token(HttpServerRequest request) {
        String protocol = protocol(request);
        if (protocol != null) {
            return protocol.substring(PROTOCOL.length());
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    /// Takes the protocol that carries the token, if the client offered it: a browser closes a
    /// socket whose server took none of its protocols. For endpoints that speak no protocol of
    /// their own; the others take that one.
    public static void accept(HttpServerRequest request) {
        String protocol = protocol(request);
        if (protocol != null) {
            request.response().putHeader(OFFERED, protocol);
        }
    }

    private static @Nullable String protocol(HttpServerRequest request) {
        String offered = request.getHeader(OFFERED);
        if (offered == null) {
            return null;
        }
        for (String protocol : offered.split(",")) {
            if (protocol.strip().startsWith(PROTOCOL)) {
                return protocol.strip();
            }
        }
        return null;
    }
}
