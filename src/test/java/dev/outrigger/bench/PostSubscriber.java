package dev.outrigger.bench;

import dev.outrigger.json.Json;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// Subscribes to the new posts of our backend as Amplify's clients do, on a socket of its own.
final class PostSubscriber {
    private static final String DOCUMENT =
            """
            subscription operation { onCreatePost { id title status rating tags createdAt updatedAt
                                                    _version _lastChangedAt _deleted } }
            """;

    private final WebSocket socket;
    private final Runnable started;
    private final LongConsumer heard;

    private PostSubscriber(WebSocket socket, Runnable started, LongConsumer heard) {
        this.socket = socket;
        this.started = started;
        this.heard = heard;
    }

    /// @param started called once the subscription is acknowledged
    /// @param heard called with the time of each event, on the clock of [System#nanoTime]
    static void join(WebSocketClient client, URI backend, Runnable started, LongConsumer heard) {
        WebSocketConnectOptions options =
                new WebSocketConnectOptions()
                        .setHost(backend.getHost())
                        .setPort(backend.getPort())
                        .setURI("/graphql/realtime")
                        .setSubProtocols(List.of("graphql-ws"))
                        .putHeader("x-api-key", Rig.API_KEY);
        WebSocket socket = client.connect(options).await();
        PostSubscriber subscriber = new PostSubscriber(socket, started, heard);
        socket.textMessageHandler(subscriber::received);
        socket.writeTextMessage("{\"type\":\"connection_init\"}");
    }

    private void received(String text) {
        long now = System.nanoTime();
        if (text.contains("\"type\":\"data\"")) {
            heard.accept(now);
        } else if (text.contains("\"type\":\"start_ack\"")) {
            started.run();
        } else if (text.contains("\"type\":\"connection_ack\"")) {
            socket.writeTextMessage(start());
        }
    }

    private static String start() {
        String data = Json.write(Map.of("query", DOCUMENT, "variables", Map.of()));
        return Json.write(
                Map.of(
                        "id",
                        "posts",
                        "type",
                        "start",
                        "payload",
                        Map.of(
                                "data",
                                data,
                                "extensions",
                                Map.of("authorization", Map.of("x-api-key", Rig.API_KEY)))));
    }
}
