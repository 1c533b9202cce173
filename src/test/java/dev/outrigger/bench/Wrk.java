package dev.outrigger.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A load generator for HTTP that takes as little of the machine as pgbench does for SQL. One
/// thread asks for more than two cores can answer, and a second one would take time from them.
final class Wrk implements HttpLoad {
    private static final Pattern RESULT =
            Pattern.compile("served (\\d+) in (\\d+) us, failed 0, p50 (\\d+) us, p99 (\\d+) us");

    private final URI server;
    private final Path folder;

    Wrk(URI server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public Served during(HttpScript script, int connections, Duration duration)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "wrk-", ".lua");
        Files.writeString(file, script.wrk());
        ProcessBuilder wrk =
                new ProcessBuilder(
                        "wrk",
                        "--connections=" + connections,
                        "--threads=1",
                        "--duration=" + duration.toSeconds(),
                        "--script=" + file,
                        server.toString());
        Matcher result = Program.run(wrk, RESULT);
        return new Served(
                number(result, 1) * 1e6 / number(result, 2),
                number(result, 3) / 1e3,
                number(result, 4) / 1e3);
    }

    private static double number(Matcher result, int group) {
        return Double.parseDouble(result.group(group));
    }
}
