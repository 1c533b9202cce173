package dev.outrigger.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Ours and the reference's closed loop in turns, at each number of connections.
final class Turns {
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);

    private final Rig rig;
    private final String what;
    private final Supplier<ClosedLoop.Request> requests;
    private final SqlScript script;

    /// @param requests what is asked of the sidecar
    /// @param script what the reference does instead
    Turns(Rig rig, String what, Supplier<ClosedLoop.Request> requests, SqlScript script) {
        this.rig = rig;
        this.what = what;
        this.requests = requests;
        this.script = script;
    }

    static ClosedLoop.Request save() {
        return new ClosedLoop.Request(
                HttpMethod.POST, "/v1/models/Post", Buffer.buffer(PostRows.BODY), 201);
    }

    List<Figure> take(URI sidecar, SqlLoad reference) throws Exception {
        ClosedLoop ours = new ClosedLoop(rig.vertx(), sidecar);
        warmUp(ours);
        List<Figure> figures = new ArrayList<>();
        for (int connections : CONNECTIONS) {
            figures.add(at(connections, ours, reference));
        }
        return figures;
    }

    /// The compiler needs the longer, the more code is on the way.
    private void warmUp(ClosedLoop ours) {
        ours.during(rig.effort().round().multipliedBy(2), 8, requests);
    }

    private Figure at(int connections, ClosedLoop ours, SqlLoad reference) throws Exception {
        Median served = new Median();
        Median referred = new Median();
        String latencies = "";
        for (int round = 0; round < rig.effort().rounds(); round++) {
            Load load = ours.during(rig.effort().round(), connections, requests);
            served.add(load.perSecond());
            latencies = load.latencies().toString();
            referred.add(reference.perSecond(script, connections, rig.effort().round()));
        }
        return Figure.of(what + ", connections: " + connections, "1/s", served.value())
                .against(reference.name(), referred.value())
                .withNote(latencies);
    }
}
