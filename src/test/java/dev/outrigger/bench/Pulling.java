package dev.outrigger.bench;

import java.time.Duration;
import java.util.List;

/// What pulling costs a small sidecar as its replica grows: the most memory that it takes while a
/// new replica fills, and how long a delta of a hundred changes takes afterwards, from the request
/// until they are in the replica.
final class Pulling implements Measurement {
    private static final int WARM_UP = 100;
    private static final int DELTAS = 100;

    @Override
    public String name() {
        return "pull";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        int few = rig.effort().rows() / 10;
        int many = rig.effort().rows() * 10;
        Side small = measured(rig, few);
        Side large = measured(rig, many);
        String rows = "%,d rows";
        return List.of(
                Figure.of("peak memory of a hydration", "MB", large.peak())
                        .against(rows.formatted(few), small.peak())
                        .withBar(new Bar.AtMostRatio(1.3))
                        .withNote(rows.formatted(many)),
                Figure.of("delta of 100 changes, in the sidecar", "ms", large.delta())
                        .against(rows.formatted(few), small.delta())
                        .withBar(new Bar.AtMost(50))
                        .withNote(rows.formatted(many)));
    }

    private record Side(double peak, double delta) {}

    private static Side measured(Rig rig, int rows) throws Exception {
        BenchDatabase database = rig.database("pull_" + rows);
        try (LookAlike lookAlike = LookAlike.start(rig.vertx(), rows, Duration.ZERO);
                Spawned sidecar = rig.sidecar(database, "pull", Rig.remote(lookAlike.endpoint()));
                SidecarControl control = new SidecarControl(sidecar.url())) {
            control.awaitConnected();
            double peak = sidecar.memory().peak();
            Median delta = new Median();
            for (int pull = 0; pull < WARM_UP + DELTAS; pull++) {
                double milliseconds = control.pullNow();
                if (pull >= WARM_UP) {
                    delta.add(milliseconds);
                }
            }
            return new Side(peak, delta.value());
        }
    }
}
