package dev.outrigger.bench;

import java.util.List;

/// Durable saves over HTTP, against the inserts of a save sent straight to equal tables. The
/// replica syncs with nobody meanwhile.
final class Saves implements Measurement {
    private static final String REFERENCE = "reference";

    @Override
    public String name() {
        return "saves";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("saves");
        try (Spawned _ = rig.sidecar(database, REFERENCE)) {
            // Its start made the tables that the reference writes to.
        }
        database.execute(PostRows.createNumbers());
        try (Spawned sidecar = rig.sidecar(database, "bench")) {
            List<Figure> figures =
                    new Turns(rig, "durable saves", PostRows.post(), PostRows.save(REFERENCE))
                            .take(sidecar.url(), SqlLoad.on(database, rig));
            return List.of(
                    figures.get(0),
                    figures.get(1).withBar(new Bar.Ratio(1.2)),
                    figures.get(2).withBar(new Bar.Ratio(3.5)));
        }
    }
}
