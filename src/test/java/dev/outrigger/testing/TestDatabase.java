package dev.outrigger.testing;

import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.postgres.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/// The PostgreSQL of a test run, started at first use and once per JVM: the server named by
/// `OUTRIGGER_TEST_DATABASE` (a JDBC URL, as system property or environment variable; its user may
/// create databases), else a container if a Docker engine answers, else the embedded one.
public final class TestDatabase {
    private static final String SETTING = "OUTRIGGER_TEST_DATABASE";

    /// Unpacked once for all test JVMs of a checkout, instead of once for each.
    public static final Path BINARIES = Path.of("target", "postgres-binaries");

    private TestDatabase() {}

    /// A new, empty database that nobody else uses; `name` (letters, digits and `_`) makes it easy
    /// to recognise.
    public static DatabaseUrl.External fresh(String name) {
        String database = name + "_" + UUID.randomUUID().toString().substring(0, 8);
        onServer("create database " + database + " template template0 encoding 'UTF8'");
        if (Server.FOREIGN) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () ->
                                            onServer(
                                                    "drop database if exists "
                                                            + database
                                                            + " with (force)")));
        }
        return Server.URL.withDatabase(database);
    }

    private static void onServer(String sql) {
        try (var connection = DriverManager.getConnection(Server.URL.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("the test server " + Server.URL + " refuses", failure);
        }
    }

    /// Loaded, and with it the server started, by the first test that asks for a database.
    private static final class Server {
        private static final @Nullable String NAMED =
                System.getProperty(SETTING, System.getenv(SETTING));
        private static final boolean FOREIGN = NAMED != null;
        private static final DatabaseUrl.External URL = url();

        private static DatabaseUrl.External url() {
            if (NAMED != null) {
                return external(NAMED);
            }
            return isDockerLikely() && DockerClientFactory.instance().isDockerAvailable()
                    ? container()
                    : embedded();
        }

        /// Testcontainers takes seconds and many log lines to find out that there is no engine.
        private static boolean isDockerLikely() {
            return System.getenv("DOCKER_HOST") != null
                    || Files.exists(Path.of("/var/run/docker.sock"))
                    || Files.exists(
                            Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"));
        }

        /// Testcontainers removes the container when this JVM ends, whatever ends it.
        @SuppressWarnings("resource")
        private static DatabaseUrl.External container() {
            var container = new PostgreSQLContainer("postgres:18");
            container.start();
            return external(container.getJdbcUrl())
                    .withDefault("user", container.getUsername())
                    .withDefault("password", container.getPassword());
        }

        private static DatabaseUrl.External embedded() {
            try {
                Path directory = Files.createTempDirectory("outrigger-test-");
                EmbeddedPostgres server = EmbeddedPostgres.start(directory, BINARIES);
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            server.close();
                                            delete(directory);
                                        }));
                return server.url();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static DatabaseUrl.External external(String url) {
            return switch (DatabaseUrl.parse(url, Map.of())) {
                case DatabaseUrl.External external -> external;
                case DatabaseUrl.Embedded embedded ->
                        throw new IllegalArgumentException(
                                SETTING + " is " + embedded + " but must be jdbc:postgresql://…");
            };
        }

        /// By a process that outlives this one: the databases of a whole run are more than 100,000
        /// files, and Surefire kills a JVM that takes half a minute to exit.
        private static void delete(Path directory) {
            try {
                new ProcessBuilder("rm", "-rf", directory.toString()).start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
