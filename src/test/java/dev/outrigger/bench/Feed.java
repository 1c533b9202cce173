package dev.outrigger.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How fast changes of the backend get into a replica by the changefeed: a burst of new items, from
/// the first that is sent until the last can be read.
final class Feed implements Measurement {
    @Override
    public String name() {
        return "feed";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("feed");
        try (LookAlike lookAlike = LookAlike.start(rig.vertx(), 0, Duration.ZERO)) {
            return List.of(
                    Figure.of(
                                    "changes applied from the changefeed",
                                    "1/s",
                                    applied(rig, database, lookAlike).value())
                            .withBar(new Bar.AtLeast(8_000))
                            .withNote(
                                    String.format(
                                            Locale.ROOT,
                                            "bursts of %,d",
                                            rig.effort().mutations())));
        }
    }

    private static Median applied(Rig rig, BenchDatabase database, LookAlike lookAlike)
            throws IOException, SQLException {
        Median rates = new Median();
        int burst = rig.effort().mutations();
        try (Spawned sidecar = rig.sidecar(database, "feed", Rig.remote(lookAlike.endpoint()));
                SidecarControl control = new SidecarControl(sidecar.url())) {
            control.awaitConnected();
            // The first bursts are for the compiler.
            int warmUp = rig.effort().rounds();
            for (int round = 0; round < warmUp + rig.effort().rounds(); round++) {
                long begun = System.nanoTime();
                lookAlike.publish("r" + round + "-", burst);
                control.awaitPosts((round + 1) * burst);
                if (round >= warmUp) {
                    rates.add(burst * 1e9 / (System.nanoTime() - begun));
                }
            }
        }
        return rates;
    }
}
