package dev.outrigger.bench;

import dev.outrigger.postgres.EmbeddedPostgres;

import io.vertx.core.Vertx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What every measurement stands on: one PostgreSQL, a folder on the same disk as its data, and
/// Outrigger, which is started as often as needed.
final class Rig implements AutoCloseable {
    static final String API_KEY = "da2-bench";

    private static final Path PLACE = Path.of("target", "bench").toAbsolutePath();
    private static final Path BINARIES = PLACE.resolve("postgres-binaries");
    private static final Path SCHEMA = Path.of("config", "schema.graphql").toAbsolutePath();

    private final Effort effort;
    private final Programs programs;
    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final EmbeddedPostgres postgres;

    private Rig(Effort effort, Programs programs, Path folder) {
        this.effort = effort;
        this.programs = programs;
        this.folder = folder;
        this.postgres = EmbeddedPostgres.start(folder.resolve("postgres"), BINARIES);
    }

    static Rig open(Effort effort, Programs programs) throws IOException {
        Files.createDirectories(PLACE);
        return new Rig(effort, programs, Files.createTempDirectory(PLACE, "run-"));
    }

    Effort effort() {
        return effort;
    }

    Vertx vertx() {
        return vertx;
    }

    Path folder() {
        return folder;
    }

    BenchDatabase database(String name) throws SQLException {
        new BenchDatabase(postgres.url()).execute("create database " + name);
        return new BenchDatabase(postgres.url().withDatabase(name));
    }

    Spawned sidecar(BenchDatabase database, String replica, String... options) throws IOException {
        return spawn(replica, programs.launcher(), sidecarArguments(database, replica, options));
    }

    /// A sidecar without any option of the virtual machine.
    Spawned plainSidecar(BenchDatabase database, String replica) throws IOException {
        return spawn(replica, programs.plain(), sidecarArguments(database, replica));
    }

    private static List<String> sidecarArguments(
            BenchDatabase database, String replica, String... options) {
        List<String> arguments = arguments("sidecar", database);
        arguments.addAll(List.of("--replica", replica));
        arguments.addAll(List.of(options));
        return arguments;
    }

    Spawned backend(BenchDatabase database) throws IOException {
        List<String> arguments = arguments("backend", database);
        arguments.addAll(List.of("--api-key", API_KEY));
        return spawn("backend", programs.launcher(), arguments);
    }

    /// The options that make a sidecar sync with a backend.
    static String[] remote(String endpoint) {
        return new String[] {"--remote", endpoint, "--api-key", API_KEY};
    }

    private static List<String> arguments(String command, BenchDatabase database) {
        return new ArrayList<>(
                List.of(
                        command,
                        "--schema",
                        SCHEMA.toString(),
                        "--database",
                        database.url().jdbcUrl(),
                        "--port",
                        "0"));
    }

    private Spawned spawn(String name, List<String> program, List<String> arguments)
            throws IOException {
        return Spawned.start(
                new Spawned.Command(
                        program, programs.environment(), arguments, folder.resolve(name + ".log")));
    }

    @Override
    public void close() {
        vertx.close().await();
        postgres.close();
    }
}
