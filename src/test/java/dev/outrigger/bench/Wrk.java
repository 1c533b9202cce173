package dev.outrigger.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A load generator for HTTP that takes as little of the machine as pgbench does for SQL.
final class Wrk implements HttpLoad {
    private static final Pattern RESULT =
            Pattern.compile(
                    "served (\\d+) in (\\d+) us, failed (\\d+), p50 (\\d+) us, p99 (\\d+) us");

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
        Process process =
                new ProcessBuilder(
                                "wrk",
                                "--connections=" + connections,
                                "--threads=" + Math.min(connections, 2),
                                "--duration=" + duration.toSeconds(),
                                "--script=" + file,
                                server.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher result = RESULT.matcher(said);
        if (process.waitFor() != 0 || !result.find() || number(result, 3) > 0) {
            throw new IOException("wrk failed: " + said);
        }
        return new Served(
                number(result, 1) * 1e6 / number(result, 2),
                number(result, 4) / 1e3,
                number(result, 5) / 1e3);
    }

    private static double number(Matcher result, int group) {
        return Double.parseDouble(result.group(group));
    }
}
