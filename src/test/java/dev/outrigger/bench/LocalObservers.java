package dev.outrigger.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;

import java.net.URI;
import java.util.List;

/// How long a save takes to reach those who observe through the same sidecar, from just before the
/// request: one of them, a thousand of them, and fifty beside one that does not read what it is
/// sent. One save at a time, every observer on a socket of its own.
final class LocalObservers implements Measurement {
    private static final int CROWD = 1_000;
    private static final int FEW = 50;
    private static final int WARM_UP = 10_000;
    private static final int CROWD_WARM_UP = 20;

    /// More than the sockets between a server and a client that does not read can hold.
    private static final int FILLERS = 600;

    private static final String FILLER =
            "{\"title\":\"%s\",\"status\":\"ACTIVE\"}".formatted("long ".repeat(4_000));

    @Override
    public String name() {
        return "observe";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("observe");
        try (Spawned sidecar = rig.sidecar(database, "observed");
                Saver saver = Saver.connect(rig, sidecar.url())) {
            One one = one(rig, sidecar.url(), saver);
            Latencies many = many(rig, sidecar.url(), saver);
            Beside beside = beside(rig, sidecar.url(), saver);
            return List.of(
                    Figure.of("save to local observer, p50", "ms", one.warm().milliseconds(0.5))
                            .withBar(new Bar.AtMost(2))
                            .withNote(one.warm() + "; of a new process " + one.first()),
                    Figure.of("save to 1,000 local observers, p99", "ms", many.milliseconds(0.99))
                            .withBar(new Bar.AtMost(100))
                            .withNote(many.toString()),
                    Figure.of("p99 of 50 observers beside a stuck one", "ms", beside.stuck())
                            .against("nobody stuck", beside.alone())
                            .withBar(new Bar.AtMostRatio(1.1)));
        }
    }

    /// One connection that saves.
    private record Saver(HttpClientAgent client, HttpClientConnection connection)
            implements AutoCloseable {
        static Saver connect(Rig rig, URI sidecar) {
            HttpClientAgent client = rig.vertx().createHttpClient();
            return new Saver(
                    client,
                    client.connect(
                                    new HttpConnectOptions()
                                            .setHost(sidecar.getHost())
                                            .setPort(sidecar.getPort()))
                            .await());
        }

        void save() {
            ClosedLoop.send(connection, PostRows.post().request()).await();
        }

        void saveMuch() {
            ClosedLoop.send(
                            connection,
                            new ClosedLoop.Request(
                                    HttpMethod.POST, "/v1/models/Post", Buffer.buffer(FILLER), 201))
                    .await();
        }

        @Override
        public void close() {
            client.close().await();
        }
    }

    /// The first saves of the process, and as many after the warm-up.
    private record One(Latencies first, Latencies warm) {}

    private static One one(Rig rig, URI sidecar, Saver saver) throws InterruptedException {
        WebSocketClient sockets = rig.vertx().createWebSocketClient();
        Crowd crowd = crowd(1, sockets, sidecar);
        Latencies first = crowd.hear(rig.effort().saves(), saver::save);
        crowd.hear(WARM_UP, saver::save);
        Latencies warm = crowd.hear(rig.effort().saves(), saver::save);
        sockets.close().await();
        return new One(first, warm);
    }

    private static Latencies many(Rig rig, URI sidecar, Saver saver) throws InterruptedException {
        WebSocketClient sockets = sockets(rig, CROWD);
        Crowd crowd = crowd(CROWD, sockets, sidecar);
        crowd.hear(CROWD_WARM_UP, saver::save);
        Latencies latencies = crowd.hear(rig.effort().saves() / 20, saver::save);
        sockets.close().await();
        return latencies;
    }

    /// p99 in milliseconds, with and without somebody who does not read.
    private record Beside(double stuck, double alone) {}

    private static Beside beside(Rig rig, URI sidecar, Saver saver) throws InterruptedException {
        WebSocketClient sockets = sockets(rig, FEW);
        Crowd crowd = crowd(FEW, sockets, sidecar);
        Median stuck = new Median();
        Median alone = new Median();
        for (int round = 0; round < 2 * rig.effort().rounds(); round++) {
            // What is filled in leaves the disk something to do, so it is for both.
            crowd.hear(FILLERS, saver::saveMuch);
            alone.add(p99(rig, crowd, saver));
            WebSocketClient other = rig.vertx().createWebSocketClient();
            PostObserver.join(other, sidecar, () -> {}, _ -> {}).pause();
            crowd.hear(FILLERS, saver::saveMuch);
            stuck.add(p99(rig, crowd, saver));
            other.close().await();
        }
        sockets.close().await();
        return new Beside(stuck.value(), alone.value());
    }

    /// Few enough that the stuck observation is not ended for them.
    private static double p99(Rig rig, Crowd crowd, Saver saver) throws InterruptedException {
        return crowd.hear(rig.effort().saves() / 4, saver::save).milliseconds(0.99);
    }

    private static WebSocketClient sockets(Rig rig, int most) {
        return rig.vertx()
                .createWebSocketClient(new WebSocketClientOptions().setMaxConnections(most));
    }

    private static Crowd crowd(int size, WebSocketClient sockets, URI sidecar)
            throws InterruptedException {
        return Crowd.of(
                size, (started, heard) -> PostObserver.join(sockets, sidecar, started, heard));
    }
}
