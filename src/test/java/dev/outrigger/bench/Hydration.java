package dev.outrigger.bench;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How fast a new replica fills, from the moment its sidecar can serve until all is pulled, against
/// COPY of its rows into an equal table. Each round is a process of its own, so what the compiler
/// has to learn counts: it is most of what few rows cost, and little of ten times as many.
final class Hydration implements Measurement {
    private static final String READY = "ready-made pages";

    @Override
    public String name() {
        return "hydration";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        int few = rig.effort().rows();
        int many = few * 10;
        BenchDatabase database = rig.database("hydration");
        try (Spawned backend = rig.backend(database);
                LookAlike small = LookAlike.start(rig.vertx(), few, Duration.ZERO);
                LookAlike large = LookAlike.start(rig.vertx(), many, Duration.ZERO)) {
            database.execute(PostRows.fillBackend(few));
            database.execute("analyze backend.post");
            String graphql = backend.url().resolve("/graphql").toString();
            List<Filling> fillings =
                    List.of(
                            new Filling(READY, small.endpoint(), few),
                            new Filling("our backend", graphql, few),
                            new Filling(READY, large.endpoint(), many));
            for (int round = 0; round < rig.effort().rounds(); round++) {
                for (Filling filling : fillings) {
                    filling.measure(rig, database);
                }
            }
            List<Figure> figures = new ArrayList<>();
            fillings.forEach(filling -> figures.add(filling.figure()));
            return figures;
        }
    }

    /// @param from whom the replica is filled
    private record Filling(String from, String endpoint, int rows, Median pulled, Median copied) {
        private static final String REPLICA = "filled";

        Filling(String from, String endpoint, int rows) {
            this(from, endpoint, rows, new Median(), new Median());
        }

        void measure(Rig rig, BenchDatabase database) throws IOException, SQLException {
            pulled.add(pull(rig, database));
            copied.add(copy(database));
            database.execute("drop schema " + PostRows.schema(REPLICA) + " cascade");
        }

        Figure figure() {
            return Figure.of("hydration from " + from, "rows/s", pulled.value())
                    .against("COPY", copied.value())
                    .withBar(new Bar.Ratio(0.2))
                    .withNote("%,d rows".formatted(rows));
        }

        private double pull(Rig rig, BenchDatabase database) throws IOException, SQLException {
            try (Spawned sidecar = rig.sidecar(database, REPLICA, Rig.remote(endpoint));
                    SidecarControl control = new SidecarControl(sidecar.url())) {
                long begun = System.nanoTime();
                control.awaitSynced();
                long taken = System.nanoTime() - begun;
                long found =
                        database.number(
                                "select count(*) from " + PostRows.schema(REPLICA) + ".post");
                if (found != rows) {
                    throw new IllegalStateException(found + " rows were pulled");
                }
                return found * 1e9 / taken;
            }
        }

        /// Rows of the replica, into a table with the same indexes that stays in the log.
        private static double copy(BenchDatabase database) throws SQLException, IOException {
            String source = PostRows.schema(REPLICA) + ".post";
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
}
