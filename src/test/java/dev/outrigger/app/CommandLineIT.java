package dev.outrigger.app;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.replica.User;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.store.UserDirectory;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class CommandLineIT {
    private static final String SCHEMA = "config/schema.graphql";
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/nothing";

    @TempDir Path directory;

    @Test
    void tellsItsVersionAndItsCommands() {
        try (var version = OutriggerProcess.start("--version");
                var help = OutriggerProcess.start("--help")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.output()).singleElement().asString().matches("outrigger [0-9].*");
            assertThat(help.exitCode()).isZero();
            assertThat(String.join("\n", help.output()))
                    .contains("demo", "sidecar", "backend", "schema");
            assertThat(help.errors()).isEmpty();
        }
    }

    @Test
    void saysThatASchemaIsUnderstood() {
        try (var check = OutriggerProcess.start("schema", "check", SCHEMA)) {
            assertThat(check.exitCode()).isZero();
            assertThat(check.output()).containsExactly(SCHEMA + ": 2 models, no problems");
        }
    }

    @Test
    void printsTheModelsOfJavaScriptUnlessToldOtherwise() {
        try (var plain = OutriggerProcess.start("schema", "models", SCHEMA)) {
            assertThat(plain.exitCode()).isZero();
            assertThat(plain.output().getFirst()).startsWith("export const schema = {");
        }
    }

    @Test
    void plansWhatASchemaWouldDoToAReplica() {
        try (var plan =
                OutriggerProcess.start(
                        "schema",
                        "plan",
                        "--schema",
                        SCHEMA,
                        "--database",
                        TestDatabase.fresh("plan").jdbcUrl())) {
            assertThat(plan.exitCode()).isZero();
            assertThat(plan.output()).containsExactly("pending mutations that go on: 0");
        }
    }

    @Test
    void plansForTheReplicaOfEachUserToo() throws IOException {
        // Given
        DatabaseUrl.External url = TestDatabase.fresh("plans");
        String document = Files.readString(Path.of(SCHEMA));
        Schema before =
                BlogSchema.read(document.replace("rating: Int", "rating: Int note: String"));
        ReplicaSetup shared = ReplicaSetup.of("default", before);
        User ann = new User("ann");
        try (Database database = Database.open(url)) {
            UserDirectory.open(database, shared)
                    .seat(new UserDirectory.Seat(ann, false), Instant.EPOCH);
            PostgresReplicaStore.open(database, shared).close();
            PostgresReplicaStore replica = PostgresReplicaStore.open(database, shared.of(ann));
            await(
                    replica.edit(
                            create(
                                    Item.of(
                                            before.required("Post"),
                                            BlogSchema.fields(
                                                    "id", "p1", "title", "T", "status", "ACTIVE",
                                                    "note", "N")))));
            replica.close();
        }

        // When
        try (var plan =
                OutriggerProcess.start(
                        "schema", "plan", "--schema", SCHEMA, "--database", url.jdbcUrl())) {
            // Then
            assertThat(plan.exitCode()).isZero();
            assertThat(plan.output())
                    .startsWith("without a user:")
                    .containsSequence("pending mutations that go on: 0", "of the user ann:")
                    .contains("pending mutations that go on without Post.note, which is gone: 1");
        }
    }

    @Test
    void AC24_namesThePlaceOfEachFindingInASchema() throws IOException {
        Path schema =
                Files.writeString(
                        directory.resolve("bad.graphql"),
                        "type Post @model {\n  id: ID!\n  title: Strin\n  n: Nope\n}\n");

        try (var check = OutriggerProcess.start("schema", "check", schema.toString())) {
            assertThat(check.exitCode()).isEqualTo(2);
            assertThat(check.errors())
                    .satisfiesExactly(
                            line -> assertThat(line).contains(schema + ":3:", "Strin"),
                            line -> assertThat(line).contains(schema + ":4:", "Nope"));
        }
        try (var sidecar =
                OutriggerProcess.start(
                        "sidecar", "--schema", schema.toString(), "--database", NOWHERE)) {
            assertThat(sidecar.exitCode()).isEqualTo(2);
            assertThat(sidecar.errors()).anyMatch(line -> line.contains("Strin"));
        }
    }

    @Test
    void wrongUsageIsOneLine() {
        assertRefused(2, "Unknown option", "sidecar", "--prot=1");
        assertRefused(2, "Missing required subcommand");
        assertRefused(2, "schema nope cannot be read", "schema", "check", "nope");
        assertRefused(2, "--port must be a whole number", serving("sidecar", "--port", "many"));
        assertRefused(2, "no API key is given", "backend", "--schema", SCHEMA);
        assertRefused(2, "which others can reach", serving("sidecar", "--host", "0.0.0.0"));
        assertRefused(
                2,
                "must be embedded:DIR or jdbc:postgresql:",
                "sidecar",
                "--schema",
                SCHEMA,
                "--database",
                "mysql://h/d");
    }

    @Test
    void aMistakeInTheConfigurationIsOneLineWithItsPlace() throws IOException {
        Path config = directory.resolve("outrigger.yaml");
        Files.writeString(config, "schema: config/schema.graphql\napi:\n  prot: 1\n");

        assertRefused(
                2,
                config + ":3:3: unknown key api.prot; the nearest known one is api.port",
                "sidecar",
                "--config",
                config.toString());

        Files.writeString(config, "api: [\n");
        assertRefused(
                2, config + ":2:1: this is not YAML", "sidecar", "--config", config.toString());
    }

    @Test
    void anUnreachableDatabaseIsOneLineAndItsOwnExitCode() {
        assertRefused(3, "127.0.0.1:1, database nothing, cannot be reached", serving("sidecar"));
        assertRefused(
                3,
                "127.0.0.1:1, database nothing, cannot be reached",
                serving("backend", "--api-key", "k"));
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws IOException {
        String database = TestDatabase.fresh("taken").jdbcUrl();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sidecar =
                        OutriggerProcess.start(
                                "sidecar",
                                "--schema",
                                SCHEMA,
                                "--database",
                                database,
                                "--port",
                                String.valueOf(taken.getLocalPort()))) {
            assertThat(sidecar.exitCode()).isEqualTo(2);
            assertThat(sidecar.errors())
                    .filteredOn(line -> line.startsWith("outrigger: "))
                    .containsExactly(
                            "outrigger: 127.0.0.1:"
                                    + taken.getLocalPort()
                                    + " is taken already;"
                                    + " stop what listens there, or choose another port with"
                                    + " --port or OUTRIGGER_API_PORT (0 takes any free one)");
            assertThat(sidecar.errors()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void servesUntilItIsToldToStopAndEndsWithZero() {
        String database = TestDatabase.fresh("stop").jdbcUrl();
        Map<String, String> environment =
                Map.of("OUTRIGGER_DATABASE", database, "OUTRIGGER_SCHEMA", SCHEMA);
        try (var sidecar =
                OutriggerProcess.start(environment, "sidecar", "--port", "0", "--replica", "r1")) {
            URI address = sidecar.ready("r1");
            try (var client = new SidecarClient(address);
                    var health = OutriggerProcess.start("health", address.toString())) {
                assertThat(client.savePost("Hello")).isNotBlank();
                assertThat(client.get("/v1/sync")).containsEntry("state", "local-ready");
                assertThat(health.exitCode()).isZero();
            }

            Instant told = Instant.now();
            sidecar.terminate();

            assertThat(sidecar.exitCode()).isZero();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(sidecar.output()).containsExactly("READY r1 " + address);
        }
    }

    @Test
    void logsJsonOnStandardErrorWhenAskedTo() {
        String database = TestDatabase.fresh("json").jdbcUrl();
        try (var sidecar =
                OutriggerProcess.start(
                        "sidecar",
                        "--schema",
                        SCHEMA,
                        "--database",
                        database,
                        "--port",
                        "0",
                        "--log-format",
                        "json")) {
            sidecar.ready("default");

            sidecar.terminate();

            assertThat(sidecar.exitCode()).isZero();
            assertThat(sidecar.errors())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        }
    }

    private static String[] serving(String command, String... more) {
        String[] arguments = new String[5 + more.length];
        arguments[0] = command;
        arguments[1] = "--schema";
        arguments[2] = SCHEMA;
        arguments[3] = "--database";
        arguments[4] = NOWHERE;
        System.arraycopy(more, 0, arguments, 5, more.length);
        return arguments;
    }

    private static void assertRefused(int exitCode, String reason, String... arguments) {
        try (var refused = OutriggerProcess.start(arguments)) {
            assertThat(refused.exitCode()).as("%s", refused.errors()).isEqualTo(exitCode);
            assertThat(refused.errors())
                    .singleElement()
                    .asString()
                    .startsWith("outrigger: ")
                    .contains(reason);
            assertThat(refused.output()).isEmpty();
        }
    }
}
