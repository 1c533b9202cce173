package dev.outrigger.bench;

import io.vertx.core.http.HttpMethod;

import java.util.List;

/// One item by its id over HTTP, against the same row by its key.
final class PointReads implements Measurement {
    private static final String REPLICA = "bench";

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        int rows = rig.effort().rows();
        BenchDatabase database = rig.database("reads");
        try (Spawned sidecar = rig.sidecar(database, REPLICA)) {
            database.execute(PostRows.fill(REPLICA, rows));
            database.execute("vacuum analyze " + PostRows.schema(REPLICA) + ".post");
            List<Figure> figures =
                    new Turns(rig, "point reads", read(rows), PostRows.read(REPLICA, rows))
                            .take(sidecar.url(), SqlLoad.on(database, rig));
            return List.of(
                    figures.get(0), figures.get(1).withBar(new Bar.Ratio(0.4)), figures.get(2));
        }
    }

    private static HttpScript read(int rows) {
        return new HttpScript(HttpMethod.GET, "/v1/models/Post/" + HttpScript.KEY, rows, "", 200);
    }
}
