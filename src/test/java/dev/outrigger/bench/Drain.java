package dev.outrigger.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How fast a full outbox empties: mutations are saved while the engine stands still, and the time
/// runs from its start until the last was delivered and settled.
final class Drain implements Measurement {
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final int CLIENTS = 64;

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("drain");
        try (Spawned backend = rig.backend(database)) {
            String graphql = backend.url().resolve("/graphql").toString();
            return List.of(
                    toLookAlike(rig, database, Duration.ZERO).withBar(new Bar.AtLeast(1_500)),
                    toLookAlike(rig, database, SLOW).withBar(new Bar.AtLeast(300)),
                    figure(rig, "our backend", drained(rig, database, "own", graphql))
                            .withBar(new Bar.AtLeast(800)));
        }
    }

    private static Figure toLookAlike(Rig rig, BenchDatabase database, Duration delay)
            throws IOException, SQLException {
        String name = "delay_" + delay.toMillis();
        try (LookAlike lookAlike = LookAlike.start(rig.vertx(), 0, delay)) {
            return figure(
                    rig,
                    "a backend that answers after %d ms".formatted(delay.toMillis()),
                    drained(rig, database, name, lookAlike.endpoint()));
        }
    }

    private static Figure figure(Rig rig, String to, Median drained) {
        return Figure.of("outbox drain to " + to, "1/s", drained.value())
                .withNote(String.format(Locale.ROOT, "%,d mutations", rig.effort().mutations()));
    }

    private static Median drained(Rig rig, BenchDatabase database, String replica, String endpoint)
            throws IOException, SQLException {
        Median rates = new Median();
        int mutations = rig.effort().mutations();
        try (Spawned sidecar = rig.sidecar(database, replica, Rig.remote(endpoint));
                SidecarControl control = new SidecarControl(sidecar.url())) {
            control.awaitConnected();
            ClosedLoop clients = new ClosedLoop(rig.vertx(), sidecar.url());
            // The first outbox is for the compiler.
            for (int round = 0; round <= rig.effort().rounds(); round++) {
                control.stopSync();
                clients.times(mutations, CLIENTS, PostRows.post()::request);
                long begun = System.nanoTime();
                control.startSync();
                control.awaitEmptyOutbox();
                if (round > 0) {
                    rates.add(mutations * 1e9 / (System.nanoTime() - begun));
                }
            }
        }
        return rates;
    }
}
