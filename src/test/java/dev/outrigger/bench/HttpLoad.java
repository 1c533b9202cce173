package dev.outrigger.bench;

import java.net.URI;
import java.time.Duration;

/// Clients that each keep one connection open and send the next request as soon as the one before
/// it is answered. They should cost little, as they share the machine with what they measure.
interface HttpLoad {
    String name();

    /// @throws Exception when any request was not answered as it should be
    Served during(HttpScript script, int connections, Duration duration) throws Exception;

    /// What became of many requests.
    ///
    /// @param p50 in milliseconds, from each request to the end of its answer
    /// @param p99 likewise
    record Served(double perSecond, double p50, double p99) {
        String latencies() {
            return Latencies.text(p50, p99);
        }
    }

    /// wrk where it is installed, else our own clients on an event loop.
    static HttpLoad on(URI server, Rig rig) throws Exception {
        return Program.isInstalled("wrk", "--version")
                ? new Wrk(server, rig.folder())
                : new OwnClients(new ClosedLoop(rig.vertx(), server));
    }
}
