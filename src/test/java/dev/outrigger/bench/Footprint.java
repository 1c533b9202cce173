package dev.outrigger.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What a sidecar costs its machine: memory when nobody asks for anything and at its highest under
/// load, and the time from the start of the process until it can serve a replica that exists.
final class Footprint implements Measurement {
    private static final String REPLICA = "footprint";

    /// Threads of the compilers that have nothing to do end after 5 s.
    private static final Duration IDLE = Duration.ofSeconds(8);

    private static final int CLIENTS = 64;
    private static final int STARTS = 5;

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
        Costs usual = costs(rig, () -> rig.sidecar(database, REPLICA));
        Costs plain = costs(rig, () -> rig.plainSidecar(database, REPLICA));
        String note = "by java -jar alone";
        return List.of(
                Figure.of("start to READY", "ms", usual.start()).withBar(new Bar.AtMost(1_500)),
                Figure.of("resident memory, idle", "MB", usual.idle()).withBar(new Bar.AtMost(140)),
                Figure.of("resident memory, peak", "MB", usual.peak()).withBar(new Bar.AtMost(220)),
                Figure.of("start to READY", "ms", plain.start()).withNote(note),
                Figure.of("resident memory, idle", "MB", plain.idle()).withNote(note),
                Figure.of("resident memory, peak", "MB", plain.peak()).withNote(note));
    }

    private interface Start {
        Spawned sidecar() throws IOException;
    }

    /// @param start milliseconds
    /// @param idle megabytes
    /// @param peak megabytes
    private record Costs(double start, double idle, double peak) {}

    private static Costs costs(Rig rig, Start process) throws IOException {
        Median start = new Median();
        for (int each = 1; each < STARTS; each++) {
            try (Spawned sidecar = process.sidecar()) {
                start.add(sidecar.startTime().toMillis());
            }
        }
        try (Spawned sidecar = process.sidecar()) {
            start.add(sidecar.startTime().toMillis());
            await().pollDelay(IDLE).until(() -> true);
            Memory idle = sidecar.memory();
            Duration load = rig.effort().round().multipliedBy(2);
            new ClosedLoop(rig.vertx(), sidecar.url())
                    .during(load, CLIENTS, PostRows.post()::request);
            return new Costs(start.value(), idle.now(), sidecar.memory().peak());
        }
    }
}
