package dev.outrigger.bench;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.WebSocketClient;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long a post takes to reach a program that observes through a sidecar: one that was saved
/// through another sidecar, with our backend between them, and one that somebody else created at
/// the backend. A subscriber of the backend hears of both, and tells how much of the time was on
/// either side of it. One post at a time.
final class ObserverLatency implements Measurement {
    /// The compiler needs so many until it has seen all of the way, in three processes.
    private static final int WARM_UP = 1_000;

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
                return measured(rig, new Places(backend.url(), saving.url(), observing.url()));
            }
        }
    }

    private record Places(URI backend, URI saving, URI observing) {}

    private static void awaitConnected(URI sidecar) {
        try (SidecarControl control = new SidecarControl(sidecar)) {
            control.awaitConnected();
        }
    }

    private static List<Figure> measured(Rig rig, Places places) throws InterruptedException {
        WebSocketClient sockets = rig.vertx().createWebSocketClient();
        HttpClientAgent requests = rig.vertx().createHttpClient();
        CountDownLatch joined = new CountDownLatch(2);
        PostWay way = new PostWay();
        PostSubscriber.join(sockets, places.backend(), joined::countDown, way::passedBackend);
        PostObserver.join(sockets, places.observing(), joined::countDown, way::observed);
        if (!joined.await(PostWay.LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the observation did not start");
        }
        HttpClientConnection saver = connected(requests, places.saving());
        HttpClientConnection other = connected(requests, places.backend());
        way.times(WARM_UP, () -> ClosedLoop.send(saver, PostRows.post().request()));
        PostWay.Times saved =
                way.times(
                        rig.effort().saves(),
                        () -> ClosedLoop.send(saver, PostRows.post().request()));
        way.times(WARM_UP, () -> ClosedLoop.send(other, BackendMutations.create()));
        PostWay.Times created =
                way.times(
                        rig.effort().saves(),
                        () -> ClosedLoop.send(other, BackendMutations.create()));
        Future.join(requests.close(), sockets.close()).await();
        return figures(saved, created);
    }

    private static HttpClientConnection connected(HttpClientAgent client, URI server) {
        return client.connect(
                        new HttpConnectOptions()
                                .setHost(server.getHost())
                                .setPort(server.getPort()))
                .await();
    }

    private static List<Figure> figures(PostWay.Times saved, PostWay.Times created) {
        return List.of(
                Figure.of("save to remote observer, p50", "ms", saved.whole().milliseconds(0.5))
                        .withBar(new Bar.AtMost(20))
                        .withNote(saved.legs()),
                Figure.of("save to remote observer, p99", "ms", saved.whole().milliseconds(0.99)),
                Figure.of(
                                "remote commit to local observer, p50",
                                "ms",
                                created.whole().milliseconds(0.5))
                        .withBar(new Bar.AtMost(8))
                        .withNote(created.legs()),
                Figure.of(
                                "remote commit to local observer, p99",
                                "ms",
                                created.whole().milliseconds(0.99))
                        .withBar(new Bar.AtMost(40)));
    }
}
