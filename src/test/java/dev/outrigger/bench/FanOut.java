package dev.outrigger.bench;

import dev.outrigger.json.Json;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long one change takes to reach each of a thousand subscribers of our backend, every one on a
/// socket of its own. One change at a time.
final class FanOut implements Measurement {
    private static final int SUBSCRIBERS = 1_000;
    private static final int WARM_UP = 10;
    private static final int CHANGES = 40;
    private static final long LIMIT_SECONDS = 60;
    private static final String SUBSCRIPTION =
            """
            subscription operation { onCreatePost { id title status rating tags createdAt updatedAt
                                                    _version _lastChangedAt _deleted } }
            """;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("fanout");
        try (Spawned backend = rig.backend(database);
                BackendClient client = new BackendClient(backend.url())) {
            WebSocketClient sockets =
                    rig.vertx()
                            .createWebSocketClient(
                                    new WebSocketClientOptions().setMaxConnections(SUBSCRIBERS));
            Crowd crowd = new Crowd(sockets, backend.url());
            List<Long> nanos = new ArrayList<>();
            for (int change = 0; change < WARM_UP + CHANGES; change++) {
                long[] each = crowd.hear(() -> client.post(BackendClient.create()));
                if (change >= WARM_UP) {
                    for (long taken : each) {
                        nanos.add(taken);
                    }
                }
            }
            sockets.close().await();
            Latencies latencies =
                    new Latencies(nanos.stream().mapToLong(Long::longValue).toArray());
            return List.of(
                    Figure.of(
                                    "mutation to 1,000 subscribers, p99",
                                    "ms",
                                    latencies.milliseconds(0.99))
                            .withBar(new Bar.AtMost(250))
                            .withNote(latencies.toString()));
        }
    }

    /// The subscribers.
    private static final class Crowd {
        private final long[] arrivals = new long[SUBSCRIBERS];
        private volatile CountDownLatch waiting = new CountDownLatch(SUBSCRIBERS);

        Crowd(WebSocketClient sockets, URI backend) throws InterruptedException {
            WebSocketConnectOptions options =
                    new WebSocketConnectOptions()
                            .setHost(backend.getHost())
                            .setPort(backend.getPort())
                            .setURI("/graphql/realtime")
                            .setSubProtocols(List.of("graphql-ws"))
                            .putHeader("x-api-key", Rig.API_KEY);
            for (int number = 0; number < SUBSCRIBERS; number++) {
                join(sockets.connect(options).await(), number);
            }
            awaitAll();
        }

        private void join(WebSocket socket, int number) {
            socket.textMessageHandler(text -> heard(socket, number, text));
            socket.writeTextMessage("{\"type\":\"connection_init\"}");
        }

        private void heard(WebSocket socket, int number, String text) {
            long now = System.nanoTime();
            if (text.contains("\"type\":\"data\"")) {
                arrivals[number] = now;
                waiting.countDown();
            } else if (text.contains("\"type\":\"start_ack\"")) {
                waiting.countDown();
            } else if (text.contains("\"type\":\"connection_ack\"")) {
                socket.writeTextMessage(start(number));
            }
        }

        private static String start(int number) {
            String data = Json.write(Map.of("query", SUBSCRIPTION, "variables", Map.of()));
            return Json.write(
                    Map.of(
                            "id",
                            "s" + number,
                            "type",
                            "start",
                            "payload",
                            Map.of(
                                    "data",
                                    data,
                                    "extensions",
                                    Map.of("authorization", Map.of("x-api-key", Rig.API_KEY)))));
        }

        /// Nanoseconds from just before `change` until each subscriber had heard of it.
        long[] hear(Runnable change) throws InterruptedException {
            waiting = new CountDownLatch(SUBSCRIBERS);
            long begun = System.nanoTime();
            change.run();
            awaitAll();
            long[] taken = new long[SUBSCRIBERS];
            for (int number = 0; number < SUBSCRIBERS; number++) {
                taken[number] = arrivals[number] - begun;
            }
            return taken;
        }

        private void awaitAll() throws InterruptedException {
            if (!waiting.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        waiting.getCount() + " subscribers did not hear of it");
            }
        }
    }
}
