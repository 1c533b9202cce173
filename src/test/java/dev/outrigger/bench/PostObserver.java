package dev.outrigger.bench;

import dev.outrigger.json.Json;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

import java.net.URI;
import java.util.Map;
import java.util.function.LongConsumer;

/// Observes the posts of a sidecar, on a socket of its own.
final class PostObserver {
    private PostObserver() {}

    /// @param started called once the observation has begun
    /// @param heard called with the time of each change, on the clock of [System#nanoTime]
    static WebSocket join(
            WebSocketClient client, URI sidecar, Runnable started, LongConsumer heard) {
        WebSocket socket =
                client.connect(sidecar.getPort(), sidecar.getHost(), "/v1/observe").await();
        socket.textMessageHandler(
                text -> {
                    long now = System.nanoTime();
                    if (text.contains("\"type\":\"change\"")) {
                        heard.accept(now);
                    } else if (text.contains("\"type\":\"started\"")) {
                        started.run();
                    } else {
                        throw new IllegalStateException("an observer was told " + text);
                    }
                });
        socket.writeTextMessage(Json.write(Map.of("type", "observe", "id", "1", "model", "Post")));
        return socket;
    }
}
