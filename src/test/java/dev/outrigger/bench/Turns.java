package dev.outrigger.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Ours and the reference's closed loop in turns, at each number of connections.
final class Turns {
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);

    private final Rig rig;
    private final String what;
    private final HttpScript asked;
    private final SqlScript instead;

    /// @param asked of the sidecar
    /// @param instead what the reference does
    Turns(Rig rig, String what, HttpScript asked, SqlScript instead) {
        this.rig = rig;
        this.what = what;
        this.asked = asked;
        this.instead = instead;
    }

    List<Figure> take(URI sidecar, SqlLoad reference) throws Exception {
        HttpLoad ours = HttpLoad.on(sidecar, rig);
        // A sidecar runs for months: what counts is how fast it is once its code is compiled.
        ours.during(asked, 8, rig.effort().warmUp());
        List<Figure> figures = new ArrayList<>();
        for (int connections : CONNECTIONS) {
            figures.add(at(connections, ours, reference));
        }
        return figures;
    }

    private Figure at(int connections, HttpLoad ours, SqlLoad reference) throws Exception {
        Median served = new Median();
        Median referred = new Median();
        String latencies = "";
        for (int round = 0; round < rig.effort().rounds(); round++) {
            HttpLoad.Served load = ours.during(asked, connections, rig.effort().round());
            served.add(load.perSecond());
            latencies = load.latencies();
            referred.add(reference.perSecond(instead, connections, rig.effort().round()));
        }
        return Figure.of(what + ", connections: " + connections, "1/s", served.value())
                .against(reference.name(), referred.value())
                .withNote(ours.name() + ": " + latencies);
    }
}
