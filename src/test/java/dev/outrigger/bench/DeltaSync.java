package dev.outrigger.bench;

import java.util.List;
import java.util.Map;

/// A delta sync of a hundred changes, from a large table against one from a small table.
final class DeltaSync implements Measurement {
    private static final int CHANGES = 100;
    private static final int WARM_UP = 200;
    private static final int REQUESTS = 300;

    @Override
    public String name() {
        return "delta";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        int few = rig.effort().rows() / 10;
        int many = rig.effort().rows() * 10;
        try (Side small = new Side(rig, "delta_small", few);
                Side large = new Side(rig, "delta_large", many)) {
            Median fromSmall = new Median();
            Median fromLarge = new Median();
            for (int request = 0; request < WARM_UP + REQUESTS; request++) {
                double first = small.milliseconds();
                double second = large.milliseconds();
                if (request >= WARM_UP) {
                    fromSmall.add(first);
                    fromLarge.add(second);
                }
            }
            return List.of(
                    Figure.of("delta of 100 changes", "ms", fromLarge.value())
                            .against("from %,d rows".formatted(few), fromSmall.value())
                            .withBar(new Bar.AtMostRatio(1.3))
                            .withNote("from %,d rows".formatted(many)));
        }
    }

    /// A backend with so many rows, a hundred of which are new to its client.
    private static final class Side implements AutoCloseable {
        private final Spawned backend;
        private final BackendClient client;
        private final String request;

        Side(Rig rig, String name, int rows) throws Exception {
            BenchDatabase database = rig.database(name);
            this.backend = rig.backend(database);
            this.client = new BackendClient(backend.url());
            database.execute(PostRows.fillBackend(rows));
            database.execute("vacuum analyze backend.post");
            long lastSync = database.number("select floor(extract(epoch from now()) * 1000)");
            for (int change = 0; change < CHANGES; change++) {
                client.post(BackendClient.create());
            }
            this.request =
                    BackendClient.body(
                            BackendClient.SYNC, Map.of("limit", 1_000, "lastSync", lastSync));
        }

        double milliseconds() {
            long begun = System.nanoTime();
            client.post(request);
            return (System.nanoTime() - begun) / 1e6;
        }

        @Override
        public void close() {
            client.close();
            backend.close();
        }
    }
}
