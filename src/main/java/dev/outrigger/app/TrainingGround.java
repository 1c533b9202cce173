package dev.outrigger.app;

import dev.outrigger.config.ConfigProblem;
import dev.outrigger.config.ConfigReader;
import dev.outrigger.config.ConfigReading;
import dev.outrigger.config.ConfigSources;
import dev.outrigger.config.DatabaseAddress;
import dev.outrigger.config.Key;
import dev.outrigger.json.Json;
import dev.outrigger.postgres.Database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sidecars that start as a command line would start them, each from a configuration, and their
/// backend, on a PostgreSQL of their own.
final class TrainingGround {
    private static final String API_KEY = "outrigger-training-key";

    private final Path schema;
    private final Database database;
    private final Parts parts;

    private TrainingGround(Path schema, Database database, Parts parts) {
        this.schema = schema;
        this.database = database;
        this.parts = parts;
    }

    /// @param folder an empty one
    /// @param parts ends all of it
    static TrainingGround in(Path folder, Parts parts) throws IOException {
        Path schema = folder.resolve("schema.graphql");
        Files.writeString(schema, SchemaFile.packagedText());
        String address = "embedded:" + folder.resolve("data");
        Database database = Databases.open(new DatabaseAddress(address), parts);
        return new TrainingGround(schema, database, parts);
    }

    /// A day's work in a few seconds. The second sidecar comes when there is something to pull.
    ///
    /// @param saves on the first one
    void run(int saves) throws IOException {
        String backend = backend();
        try (Training training = new Training(saves)) {
            training.use(sidecar("phone", backend));
            training.follow(sidecar("laptop", backend));
        }
    }

    private String backend() throws IOException {
        TrainingBackend backend =
                TrainingBackend.start(
                        Map.of(
                                Key.SCHEMA,
                                schema.toString(),
                                Key.DATABASE,
                                database.jdbcUrl(),
                                Key.BACKEND_API_KEYS,
                                API_KEY,
                                Key.LOG_LEVEL,
                                "error"));
        parts.started("backend", backend);
        return backend.url();
    }

    private String sidecar(String replica, String backend) {
        Map<String, Object> auth = Map.of("mode", "apiKey", "apiKey", API_KEY);
        ConfigSources sources =
                sources(
                        Map.of(
                                "api",
                                Map.of("port", 0),
                                "replica",
                                Map.of("name", replica),
                                "remote",
                                Map.of("endpoint", backend + "/graphql", "auth", auth)));
        return served(
                console ->
                        SidecarProcess.start(
                                accepted(ConfigReader.sidecar(sources)), parts, console));
    }

    /// JSON is YAML too.
    private ConfigSources sources(Map<String, Object> own) {
        Map<String, Object> settings = new LinkedHashMap<>(own);
        settings.put("schema", schema.toString());
        settings.put("database", database.jdbcUrl());
        settings.put("log", Map.of("level", "warn"));
        return new ConfigSources(
                Map.of(),
                Map.of(),
                new ConfigSources.Yaml("training", Json.write(settings)),
                Files::readString);
    }

    private static <C> C accepted(ConfigReading<C> reading) {
        return switch (reading) {
            case ConfigReading.Read<C>(var config, var _) -> config;
            case ConfigReading.Refused<C>(var problems) ->
                    throw new IllegalStateException(
                            problems.stream().map(ConfigProblem::line).toList().toString());
        };
    }

    /// A start of a process, which says where it serves.
    private interface Start {
        void on(Console console);
    }

    private static String served(Start start) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream output = new PrintStream(said, true, StandardCharsets.UTF_8);
        start.on(new Console(output, output));
        String ready = said.toString(StandardCharsets.UTF_8).strip();
        return ready.substring(ready.lastIndexOf(' ') + 1);
    }
}
