package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.app.OutriggerProcess;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.AmplifySetup;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestCertificate;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The readme's way for Amplify clients: the packaged program, over TLS, with the models that it
/// prints. One device is of each release.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedBackendIT {
    private static final String SCHEMA = "config/schema.graphql";
    private static final String POST = "Post";

    private final StartedParts parts = new StartedParts();
    private AmplifyClient current;
    private AmplifyClient older;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        TestCertificate certificate = TestCertificate.in(folder);
        OutriggerProcess backend =
                parts.keep(
                        OutriggerProcess.start(
                                "backend",
                                "--schema",
                                SCHEMA,
                                "--port",
                                "0",
                                "--database",
                                TestDatabase.fresh("packaged").jdbcUrl(),
                                "--api-key",
                                TestBackend.API_KEY,
                                "--tls-cert",
                                certificate.certificate().toString(),
                                "--tls-key",
                                certificate.key().toString()));
        Path models = models(folder);
        URI address = backend.ready("backend");
        assertThat(address.getScheme()).isEqualTo("https");
        current = device(AmplifyRelease.CURRENT, address, models, certificate);
        older = device(AmplifyRelease.BEFORE_AUGUST_2024, address, models, certificate);
    }

    private static Path models(Path folder) throws IOException {
        try (OutriggerProcess printing =
                OutriggerProcess.start("schema", "models", SCHEMA, "--target", "js")) {
            assertThat(printing.exitCode()).isZero();
            return Files.write(folder.resolve("schema.mjs"), printing.output());
        }
    }

    private AmplifyClient device(
            AmplifyRelease release, URI address, Path models, TestCertificate certificate) {
        AmplifySetup setup =
                new AmplifySetup(
                                "packaged",
                                release,
                                Map.of(
                                        "endpoint", address.resolve("/graphql").toString(),
                                        "apiKey", TestBackend.API_KEY,
                                        "schemaFile", models.toString()),
                                Map.of())
                        .trusting(certificate.certificate());
        AmplifyClient device = parts.keep(AmplifyClient.configured(setup));
        device.start();
        return device;
    }

    @AfterAll
    void stop() {
        parts.close();
    }

    @Test
    void whatOneSavesIsToldToTheOtherOverTls() {
        // When
        Map<String, ?> saved = current.save(POST, Map.of("title", "secret", "status", "ACTIVE"));

        // Then
        String id = String.valueOf(saved.get("id"));
        eventually(() -> assertThat(older.version(POST, id)).isEqualTo(1));
        older.update(POST, id, Map.of("rating", 5));
        eventually(() -> assertThat(current.version(POST, id)).isEqualTo(2));
        assertThat(current.wire().received("data")).isNotEmpty();
        assertThat(older.wire().received("data")).isNotEmpty();
    }

    @Test
    void eachReleaseOpensItsSocketInItsOwnWay() {
        assertThat(current.wire().dials().getFirst().get("url").toString())
                .startsWith("wss://")
                .endsWith("/graphql/realtime");
        assertThat(older.wire().dials().getFirst().get("url").toString())
                .startsWith("wss://")
                .contains("/graphql/realtime?header=", "payload=");
    }
}
