package dev.outrigger.remote;

import dev.outrigger.contract.Operation;
import dev.outrigger.json.Json;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Opens WebSockets to the backend and writes the frames that clients send, in AppSync's dialect of
/// `graphql-ws`. All calls come on one Vert.x context.
final class RealtimeEndpoint {
    /// AppSync drops events above 240 KB; a backend of our own may send an item of 1 MiB.
    private static final int MESSAGE_BYTES_LIMIT = 4 * 1024 * 1024;

    private final Duration acknowledgementTimeout;
    private final Map<String, String> authorization;
    private final String address;
    // Vert.x closes a client that nobody refers to.
    private final WebSocketClient client;
    private boolean closed;

    RealtimeEndpoint(Vertx vertx, RemoteSettings settings) {
        this.acknowledgementTimeout = settings.timeouts().acknowledgement();
        this.authorization = Map.of("host", settings.authority(), "x-api-key", settings.apiKey());
        this.address = RealtimeAddress.of(settings.endpoint()).toString();
        WebSocketClientOptions options =
                new WebSocketClientOptions()
                        .setConnectTimeout(settings.timeouts().connectMs())
                        .setMaxFrameSize(MESSAGE_BYTES_LIMIT)
                        .setMaxMessageSize(MESSAGE_BYTES_LIMIT)
                        .setSsl(settings.encrypted());
        Trust.in(settings).ifPresent(options::setTrustOptions);
        this.client = vertx.createWebSocketClient(options);
    }

    /// How long to wait for each acknowledgement.
    Duration acknowledgementTimeout() {
        return acknowledgementTimeout;
    }

    /// The key travels as a sub-protocol, the one way that every kind of AppSync endpoint accepts.
    Future<WebSocket> connect() {
        if (closed) {
            return Future.failedFuture("this adapter is closed");
        }
        String header =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Json.write(authorization).getBytes(StandardCharsets.UTF_8));
        return client.connect(
                new WebSocketConnectOptions()
                        .setAbsoluteURI(address)
                        .setSubProtocols(List.of("graphql-ws", "header-" + header)));
    }

    String initialisation() {
        return Json.write(Map.of("type", "connection_init"));
    }

    /// @param id the subscription's, unique on its socket
    String start(String id, Operation subscription) {
        String data = Json.write(Map.of("query", subscription.document(), "variables", Map.of()));
        return Json.write(
                Map.of(
                        "id",
                        id,
                        "type",
                        "start",
                        "payload",
                        Map.of(
                                "data",
                                data,
                                "extensions",
                                Map.of("authorization", authorization))));
    }

    Future<Void> close() {
        closed = true;
        return client.close();
    }
}
