package dev.outrigger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// PostgreSQL's own load generator.
final class PgBench implements SqlLoad {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final BenchDatabase database;
    private final Path folder;

    PgBench(BenchDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "pgbench";
    }

    @Override
    public double perSecond(SqlScript script, int connections, Duration duration)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "pgbench-", ".sql");
        Files.writeString(file, script.pgbench());
        ProcessBuilder builder =
                new ProcessBuilder(
                        "pgbench",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + connections,
                        "--jobs=" + Math.min(connections, 2),
                        "--time=" + duration.toSeconds(),
                        "--file=" + file);
        builder.environment().putAll(database.environment());
        return Double.parseDouble(Program.run(builder, RATE).group(1));
    }
}
