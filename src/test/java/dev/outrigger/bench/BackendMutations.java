package dev.outrigger.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

import java.util.ArrayList;
import java.util.List;

/// Single creates over HTTP to our backend, against the same rows by SQL.
final class BackendMutations implements Measurement {
    private static final int CONNECTIONS = 16;

    @Override
    public String name() {
        return "mutations";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        BenchDatabase database = rig.database("mutations");
        try (Spawned backend = rig.backend(database)) {
            database.execute(PostRows.createBackendReference());
            SqlLoad reference = SqlLoad.on(database, rig);
            ClosedLoop ours = new ClosedLoop(rig.vertx(), backend.url());
            ours.during(
                    rig.effort().round().multipliedBy(2), CONNECTIONS, BackendMutations::create);
            Median served = new Median();
            Median referred = new Median();
            List<String> latencies = new ArrayList<>();
            for (int round = 0; round < rig.effort().rounds(); round++) {
                Load load =
                        ours.during(rig.effort().round(), CONNECTIONS, BackendMutations::create);
                served.add(load.perSecond());
                latencies.add(load.latencies().toString());
                referred.add(
                        reference.perSecond(
                                PostRows.createInBackend(), CONNECTIONS, rig.effort().round()));
            }
            return List.of(
                    Figure.of("mutations at our backend, connections: 16", "1/s", served.value())
                            .against(reference.name(), referred.value())
                            .withBar(new Bar.AtLeastOr(2_000, 0.4))
                            .withNote(latencies.getLast()));
        }
    }

    static ClosedLoop.Request create() {
        return new ClosedLoop.Request(
                HttpMethod.POST, BackendClient.PATH, Buffer.buffer(BackendClient.create()), 200);
    }
}
