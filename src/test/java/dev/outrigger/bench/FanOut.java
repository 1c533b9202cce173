package dev.outrigger.bench;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;

import java.util.List;

/// How long one change takes to reach each of a thousand subscribers of our backend, every one on a
/// socket of its own. One change at a time.
final class FanOut implements Measurement {
    private static final int SUBSCRIBERS = 1_000;
    private static final int WARM_UP = 10;
    private static final int CHANGES = 40;

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
            Crowd crowd =
                    Crowd.of(
                            SUBSCRIBERS,
                            (started, heard) ->
                                    PostSubscriber.join(sockets, backend.url(), started, heard));
            Runnable change = () -> client.post(BackendClient.create());
            crowd.hear(WARM_UP, change);
            Latencies latencies = crowd.hear(CHANGES, change);
            sockets.close().await();
            return List.of(
                    Figure.of(
                                    "mutation to 1,000 subscribers, p99",
                                    "ms",
                                    latencies.milliseconds(0.99))
                            .withBar(new Bar.AtMost(250))
                            .withNote(latencies.toString()));
        }
    }
}
