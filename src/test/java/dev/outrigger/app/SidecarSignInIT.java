package dev.outrigger.app;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.config.ConfigReader;
import dev.outrigger.config.ConfigReading;
import dev.outrigger.config.ConfigSources;
import dev.outrigger.config.SidecarConfig;
import dev.outrigger.json.Json;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.EveryWayBackend;
import dev.outrigger.testing.FakeCognito;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;
import dev.outrigger.testing.TestIssuer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// A whole sidecar signs in as its configuration says.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SidecarSignInIT {
    private static final String DOCUMENT =
            """
            type Post @model @auth(rules: [
              {allow: private, provider: userPools}
              {allow: private, provider: oidc}
              {allow: private, provider: iam}
              {allow: custom}
            ]) { id: ID! title: String status: String }
            type Notice @model @auth(rules: [{allow: public}]) { id: ID! title: String }
            """;
    private static final Schema SCHEMA = Schemas.of(DOCUMENT);

    private EveryWayBackend backend;
    private Database database;
    private Parts parts;
    @TempDir private Path folder;

    @BeforeAll
    void start() {
        backend = EveryWayBackend.start(DOCUMENT);
        database = Database.open(TestDatabase.fresh("sign_in"));
    }

    @AfterEach
    void stopSidecar() {
        parts.close();
    }

    @AfterAll
    void stop() {
        backend.close();
        database.close();
    }

    /// How a model that needs somebody is served; the other model needs the key.
    enum Mode {
        OIDC,
        COGNITO,
        IAM,
        LAMBDA
    }

    private String credentials(Mode mode) {
        return switch (mode) {
            case OIDC ->
                    "oidc: {issuer: '%s', clientId: %s, clientSecret: '%s'}"
                            .formatted(
                                    backend.oidc().name(),
                                    TestIssuer.CLIENT,
                                    backend.oidc().clientSecret());
            case COGNITO ->
                    "cognito: {endpoint: '%s', clientId: %s, refreshToken: '%s'}"
                            .formatted(
                                    backend.cognito().service(),
                                    TestIssuer.CLIENT,
                                    FakeCognito.REFRESH_TOKEN);
            case IAM ->
                    "iam: {region: eu-west-1, accessKeyId: %s, secretAccessKey: '%s'}"
                            .formatted(
                                    EveryWayBackend.SIGNER.keyId(),
                                    EveryWayBackend.SIGNER.secret());
            case LAMBDA -> "lambda: {token: '%s'}".formatted(EveryWayBackend.AUTHORIZED);
        };
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void AC154_eachModelIsSyncedWithTheCredentialsThatItsRulesWant(Mode mode) throws IOException {
        // Given
        String word = mode.name().toLowerCase(Locale.ROOT);

        // When
        try (SidecarClient client =
                sidecar(
                        word,
                        "modes: [apiKey, %s], apiKey: %s, %s"
                                .formatted(word, TestBackend.API_KEY, credentials(mode)))) {
            client.savePost("signed in");

            // Then
            eventually(() -> assertDelivered(client));
            eventually(
                    () -> assertThat(client.get("/v1/sync")).containsEntry("state", "caught-up"));
        }
    }

    @Test
    void aRefreshTokenThatTakesTheOthersPlaceIsKeptOverARestart() throws IOException {
        // Given
        try (FakeCognito cognito = FakeCognito.start(backend.pool())) {
            cognito.rotate();
            cognito.require("s3cret");
            String auth =
                    "mode: cognito, cognito: {endpoint: '%s', clientId: %s, clientSecret: s3cret,"
                                    .formatted(cognito.service(), TestIssuer.CLIENT)
                            + " refreshToken: '%s'}".formatted(FakeCognito.REFRESH_TOKEN);
            try (SidecarClient client = sidecar("rotating", auth)) {
                client.savePost("before");
                eventually(() -> assertDelivered(client));
            }
            parts.close();

            // When
            try (SidecarClient client = sidecar("rotating", auth)) {
                client.savePost("after");

                // Then
                eventually(() -> assertDelivered(client));
            }
            assertThat(cognito.requests())
                    .extracting(request -> request.get("RefreshToken"))
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void AC94_whatWaitsForATokenGoesOnceItsFileHasOne() throws IOException {
        // Given
        Path file = folder.resolve("token");
        Files.writeString(file, "no token yet");
        try (SidecarClient client =
                sidecar("file", "mode: token, tokenFile: '%s'".formatted(file))) {
            client.savePost("waits");
            eventually(
                    () ->
                            assertThat(Json.write(client.get("/v1/outbox")))
                                    .contains("UnauthorizedException"));

            // When
            Files.writeString(file, backend.pool().userPoolToken("ana-sub", "ana", Map.of()));

            // Then
            eventually(() -> assertDelivered(client));
        }
    }

    @Test
    void AC117_AC155_aModelThatTheOnlyKeyMayNotReadKeepsNoOtherAway() throws IOException {
        // When
        try (SidecarClient client = sidecar("key", "apiKey: " + TestBackend.API_KEY)) {
            // Then
            eventually(
                    () ->
                            assertThat(Json.write(client.get("/v1/sync").get("models")))
                                    .contains("\"unauthorized\"", "\"synced\""));
        }
    }

    private static void assertDelivered(SidecarClient client) {
        assertThat(Json.write(client.get("/v1/outbox"))).contains("\"mutations\":[]");
    }

    private SidecarClient sidecar(String replica, String auth) throws IOException {
        Path schema = folder.resolve("schema.graphql");
        Files.writeString(schema, DOCUMENT);
        String yaml =
                """
                schema: '%s'
                api: {port: 0}
                replica: {name: %s}
                remote: {endpoint: '%s', auth: {%s}}
                """
                        .formatted(schema, replica, backend.endpoint(), auth);
        var sources =
                new ConfigSources(
                        Map.of(),
                        Map.of(),
                        new ConfigSources.Yaml("sidecar.yaml", yaml),
                        Files::readString);
        SidecarConfig config =
                switch (ConfigReader.sidecar(sources)) {
                    case ConfigReading.Read<SidecarConfig>(var read, var _) -> read;
                    case ConfigReading.Refused<SidecarConfig>(var problems) ->
                            throw new AssertionError(problems);
                };
        parts = new Parts();
        EventLoops loops = EventLoops.start(parts);
        String url = new Sidecar(SCHEMA, database, loops, parts).start(Sidecar.Settings.of(config));
        return new SidecarClient(URI.create(url));
    }
}
