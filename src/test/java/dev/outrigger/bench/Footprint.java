package dev.outrigger.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a sidecar costs its machine: memory when nobody asks for anything and at its highest under
/// load, and the time from the start of the process until it can serve a replica that exists.
final class Footprint implements Measurement {
    private static final String REPLICA = "footprint";
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final int CLIENTS = 64;
    private static final int STARTS = 5;

    /// Enough for any of the other measurements, and nothing that runs beside the application.
    private static final List<String> SMALL =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("footprint");
        try (Spawned _ = rig.sidecar(database, REPLICA)) {
            // Makes the replica, so that what follows starts one that exists.
        }
        List<Figure> figures = new ArrayList<>();
        figures.addAll(with(rig, database, rig.java(), ""));
        figures.addAll(with(rig, database, SMALL, String.join(" ", SMALL)));
        return figures;
    }

    private static List<Figure> with(
            Rig rig, BenchDatabase database, List<String> java, String note) throws IOException {
        Median start = new Median();
        for (int each = 1; each < STARTS; each++) {
            try (Spawned sidecar = rig.sidecar(java, database, REPLICA)) {
                start.add(sidecar.startTime().toMillis());
            }
        }
        try (Spawned sidecar = rig.sidecar(java, database, REPLICA)) {
            start.add(sidecar.startTime().toMillis());
            await().pollDelay(IDLE).until(() -> true);
            Memory idle = sidecar.memory();
            Duration load = rig.effort().round().multipliedBy(2);
            new ClosedLoop(rig.vertx(), sidecar.url()).during(load, CLIENTS, Turns::save);
            return List.of(
                    Figure.of("start to READY", "ms", start.value()).withNote(note),
                    Figure.of("resident memory, idle", "MB", idle.now()).withNote(note),
                    Figure.of("resident memory, peak", "MB", sidecar.memory().peak())
                            .withNote(note));
        }
    }
}
