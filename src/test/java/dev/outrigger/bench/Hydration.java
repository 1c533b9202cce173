package dev.outrigger.bench;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// How fast a new replica fills, from the moment its sidecar can serve until all is pulled, against
/// COPY of its rows into an equal table. Each round is a process of its own, so what the compiler
/// has to learn counts.
final class Hydration implements Measurement {
    @Override
    public String name() {
        return "hydration";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        int rows = rig.effort().rows();
        BenchDatabase database = rig.database("hydration");
        Median ready = new Median();
        Median own = new Median();
        Median copied = new Median();
        try (Spawned backend = rig.backend(database);
                LookAlike lookAlike = LookAlike.start(rig.vertx(), rows, Duration.ZERO)) {
            database.execute(PostRows.fillBackend(rows));
            database.execute("analyze backend.post");
            String graphql = backend.url().resolve("/graphql").toString();
            for (int round = 0; round < rig.effort().rounds(); round++) {
                String replica = "ready_" + round;
                ready.add(pulled(rig, database, replica, lookAlike.endpoint()));
                copied.add(copied(database, replica));
                own.add(pulled(rig, database, "own_" + round, graphql));
            }
        }
        return List.of(
                figure("hydration from ready-made pages", ready, copied),
                figure("hydration from our backend", own, copied));
    }

    private static Figure figure(String what, Median pulled, Median copied) {
        return Figure.of(what, "rows/s", pulled.value())
                .against("COPY", copied.value())
                .withBar(new Bar.Ratio(0.2));
    }

    private static double pulled(Rig rig, BenchDatabase database, String replica, String endpoint)
            throws IOException, SQLException {
        try (Spawned sidecar = rig.sidecar(database, replica, Rig.remote(endpoint));
                SidecarControl control = new SidecarControl(sidecar.url())) {
            long begun = System.nanoTime();
            control.awaitSynced();
            long taken = System.nanoTime() - begun;
            long found =
                    database.number("select count(*) from " + PostRows.schema(replica) + ".post");
            if (found != rig.effort().rows()) {
                throw new IllegalStateException(found + " rows were pulled");
            }
            return found * 1e9 / taken;
        }
    }

    /// Rows of the replica, into a table with the same indexes that stays in the log.
    private static double copied(BenchDatabase database, String replica)
            throws SQLException, IOException {
        String source = PostRows.schema(replica) + ".post";
        database.execute("drop table if exists copied");
        database.execute("create table copied (like " + source + " including all)");
        try (Connection connection = database.connect()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            copy.copyOut("copy " + source + " to stdout", rows);
            ByteArrayInputStream again = new ByteArrayInputStream(rows.toByteArray());
            long begun = System.nanoTime();
            long count = copy.copyIn("copy copied from stdin", again);
            return count * 1e9 / (System.nanoTime() - begun);
        }
    }
}
