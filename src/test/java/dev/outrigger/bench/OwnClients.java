package dev.outrigger.bench;

import java.time.Duration;

/// What is there without anything to install.
record OwnClients(ClosedLoop clients) implements HttpLoad {
    @Override
    public String name() {
        return "own clients";
    }

    @Override
    public Served during(HttpScript script, int connections, Duration duration) {
        Load load = clients.during(duration, connections, script::request);
        Latencies taken = load.latencies();
        return new Served(load.perSecond(), taken.milliseconds(0.50), taken.milliseconds(0.99));
    }
}
