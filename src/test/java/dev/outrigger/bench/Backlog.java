package dev.outrigger.bench;

import java.time.Duration;
import java.util.List;

/// What a large outbox costs: saves while the replica syncs with nobody, with nothing unsent and
/// with 100,000 unsent mutations, of two replicas in turns.
final class Backlog implements Measurement {
    private static final int FULL = 100_000;
    private static final int QUICK = 5_000;
    private static final int FILLERS = 64;

    /// Enough for the compiler.
    private static final int WARM_UP = 10_000;

    private static final int CLIENTS = 8;

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("backlog");
        int unsent = rig.effort() == Effort.FULL ? FULL : QUICK;
        Median empty = new Median();
        Median filled = new Median();
        try (LookAlike lookAlike = LookAlike.start(rig.vertx(), 0, Duration.ZERO);
                Spawned delivering =
                        rig.sidecar(database, "delivering", Rig.remote(lookAlike.endpoint()));
                SidecarControl control = new SidecarControl(delivering.url());
                Spawned waiting = rig.sidecar(database, "waiting")) {
            ClosedLoop none = new ClosedLoop(rig.vertx(), delivering.url());
            ClosedLoop many = new ClosedLoop(rig.vertx(), waiting.url());
            control.awaitConnected();
            none.times(Math.min(unsent, WARM_UP), FILLERS, PostRows.post()::request);
            control.awaitEmptyOutbox();
            control.stopSync();
            many.times(unsent, FILLERS, PostRows.post()::request);
            for (int round = 0; round < rig.effort().rounds(); round++) {
                empty.add(p99(rig, none));
                control.startSync();
                control.awaitEmptyOutbox();
                control.stopSync();
                filled.add(p99(rig, many));
            }
        }
        return List.of(
                Figure.of("save p99, %,d unsent".formatted(unsent), "ms", filled.value())
                        .against("nothing unsent", empty.value())
                        .withBar(new Bar.AtMostRatio(1.3)));
    }

    private static double p99(Rig rig, ClosedLoop clients) {
        return clients.during(rig.effort().round(), CLIENTS, PostRows.post()::request)
                .latencies()
                .milliseconds(0.99);
    }
}
