package dev.outrigger.bench;

import dev.outrigger.json.Json;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long a post saved through one sidecar takes to reach a program that observes through
/// another, with our backend between them. One post at a time.
final class ObserverLatency implements Measurement {
    private static final int WARM_UP = 300;
    private static final long LIMIT_SECONDS = 30;
    private static final int WAITING_FRAMES = 1_000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("latency");
        try (Spawned backend = rig.backend(database)) {
            String[] remote = Rig.remote(backend.url().resolve("/graphql").toString());
            try (Spawned saving = rig.sidecar(database, "saving", remote);
                    Spawned observing = rig.sidecar(database, "observing", remote)) {
                awaitConnected(saving.url());
                awaitConnected(observing.url());
                return figures(measured(rig, saving.url(), observing.url()));
            }
        }
    }

    private static void awaitConnected(URI sidecar) {
        try (SidecarControl control = new SidecarControl(sidecar)) {
            control.awaitConnected();
        }
    }

    private static List<Figure> figures(Latencies latencies) {
        return List.of(
                Figure.of("save to remote observer, p50", "ms", latencies.milliseconds(0.5))
                        .withBar(new Bar.AtMost(20)),
                Figure.of("save to remote observer, p99", "ms", latencies.milliseconds(0.99)));
    }

    private static Latencies measured(Rig rig, URI saving, URI observing)
            throws InterruptedException {
        WebSocketClient sockets = rig.vertx().createWebSocketClient();
        HttpClientAgent requests = rig.vertx().createHttpClient();
        BlockingQueue<Long> arrivals = observed(sockets, observing);
        HttpClientConnection saver =
                requests.connect(
                                new HttpConnectOptions()
                                        .setHost(saving.getHost())
                                        .setPort(saving.getPort()))
                        .await();
        for (int save = 0; save < WARM_UP; save++) {
            nanos(saver, arrivals);
        }
        long[] nanos = new long[rig.effort().saves()];
        for (int save = 0; save < nanos.length; save++) {
            nanos[save] = nanos(saver, arrivals);
        }
        Future.join(requests.close(), sockets.close()).await();
        return new Latencies(nanos);
    }

    /// When each change arrived, on the clock of [System#nanoTime].
    private static BlockingQueue<Long> observed(WebSocketClient client, URI observing)
            throws InterruptedException {
        BlockingQueue<Long> arrivals = new ArrayBlockingQueue<>(WAITING_FRAMES);
        CountDownLatch started = new CountDownLatch(1);
        WebSocket socket =
                client.connect(observing.getPort(), observing.getHost(), "/v1/observe").await();
        socket.textMessageHandler(
                text -> {
                    long now = System.nanoTime();
                    Object type = Json.readObject(text).get("type");
                    if ("started".equals(type)) {
                        started.countDown();
                    } else if ("change".equals(type)) {
                        arrivals.add(now);
                    }
                });
        socket.writeTextMessage(Json.write(Map.of("type", "observe", "id", "1", "model", "Post")));
        if (!started.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the observation did not start");
        }
        return arrivals;
    }

    private static long nanos(HttpClientConnection saver, BlockingQueue<Long> arrivals)
            throws InterruptedException {
        long begun = System.nanoTime();
        ClosedLoop.send(saver, Turns.save()).await();
        Long arrived = arrivals.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new IllegalStateException("a save did not reach the observer");
        }
        return arrived - begun;
    }
}
