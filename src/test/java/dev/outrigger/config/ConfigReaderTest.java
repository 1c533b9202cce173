package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

class ConfigReaderTest {
    @Test
    void defaultsServeOnLoopbackWithoutRemote() {
        SidecarConfig config = Told.schema().sidecar();

        assertThat(config.schema()).isEqualTo(Path.of("schema.graphql"));
        assertThat(config.database().text()).isEqualTo("embedded:./data");
        assertThat(config.api().listen()).isEqualTo(new ListenConfig("127.0.0.1", 4700, null));
        assertThat(config.replica()).isEqualTo("default");
        assertThat(config.remote()).isNull();
        assertThat(config.sync()).isEqualTo(SyncConfig.DEFAULT);
        assertThat(config.sync().delivery()).isEqualTo(new DeliveryConfig(16, 25));
        assertThat(config.log()).isEqualTo(LogConfig.DEFAULT);
    }

    @Test
    void backendDefaultsAreThoseOfAppSync() {
        BackendConfig config =
                Told.schema().option(Key.BACKEND_API_KEYS, "--api-key", "k1", "k2").backend();

        assertThat(config.listen().port()).isEqualTo(4800);
        assertThat(config.auth())
                .isEqualTo(AuthConfig.apiKeys(List.of(new Secret("k1"), new Secret("k2"))));
        assertThat(config.models().otherwise().deltaTtl()).isEqualTo(Duration.ofDays(30));
        assertThat(config.models().otherwise().baseTtl()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void readsEveryKeyOfTheFile() {
        SidecarConfig config =
                Told.nothing()
                        .yaml(
                                """
                                schema: config/schema.graphql
                                database: jdbc:postgresql://127.0.0.1/outrigger
                                api:
                                  host: 0.0.0.0
                                  port: 4711
                                  token: t0ken
                                  allowedHosts: [phone.local, "*.example"]
                                  allowedOrigins: ["https://app.example"]
                                  bodyLimit: 64KiB
                                  limits: {headerSize: 8KiB, connections: 9, observations: 8,
                                    frameSize: 32KiB, requestsPerSecond: 7, requestTimeout: 3s,
                                    idleTimeout: 20s, keepAlive: 5s}
                                  tls: {cert: cert.pem, key: key.pem}
                                replica: {name: phone,
                                  changeLog: {maxChanges: 5, maxAge: 7d},
                                  users: {limit: 3, idleAfter: 30d}}
                                remote:
                                  endpoint: https://backend.example/graphql
                                  ca: ca.pem
                                  auth: {mode: apiKey, apiKey: k3y}
                                sync: {pageSize: 10, fullSyncInterval: 90m, pullsAtOnce: 2,
                                  lanes: 4, batch: 1}
                                log: {format: json, level: debug}
                                """)
                        .sidecar();

        assertThat(config)
                .isEqualTo(
                        new SidecarConfig(
                                Path.of("config/schema.graphql"),
                                new DatabaseAddress("jdbc:postgresql://127.0.0.1/outrigger"),
                                new ApiConfig(
                                        new ListenConfig(
                                                "0.0.0.0",
                                                4711,
                                                new TlsConfig(
                                                        Path.of("cert.pem"), Path.of("key.pem"))),
                                        null,
                                        AccessConfig.withToken(new Secret("t0ken")),
                                        new ApiNamesConfig(
                                                Set.of("phone.local", "*.example"),
                                                Set.of("https://app.example")),
                                        new ApiLimitsConfig(
                                                64 * 1024,
                                                8 * 1024,
                                                9,
                                                8,
                                                32 * 1024,
                                                7,
                                                Duration.ofSeconds(3),
                                                Duration.ofSeconds(20),
                                                Duration.ofSeconds(5)),
                                        LimitsConfig.Queries.DEFAULT),
                                "phone",
                                new ChangeLogConfig(5, Duration.ofDays(7)),
                                new RemoteConfig(
                                        URI.create("https://backend.example/graphql"),
                                        RemoteAuthConfig.apiKey(new Secret("k3y")),
                                        Path.of("ca.pem"),
                                        RemoteConfig.SUBSCRIPTIONS_PER_CONNECTION),
                                new SyncConfig(
                                        10,
                                        Duration.ofMinutes(90),
                                        2,
                                        new DeliveryConfig(4, 1),
                                        RefusalConfig.DEFAULT,
                                        ResolutionConfig.DEFAULT,
                                        NamedSections.none(),
                                        NamedSections.none()),
                                new UsersConfig(3, Duration.ofDays(30)),
                                SearchConfig.none(),
                                null,
                                new LogConfig(LogConfig.Format.JSON, LogConfig.Level.DEBUG)));
    }

    @Test
    void anOptionBeatsTheEnvironmentWhichBeatsTheFile() {
        Told file = Told.schema().yaml("api: {port: 1}");
        assertThat(file.sidecar().api().listen().port()).isEqualTo(1);

        Told environment = file.variable("OUTRIGGER_API_PORT", "2");
        assertThat(environment.sidecar().api().listen().port()).isEqualTo(2);

        Told option = environment.option(Key.API_PORT, "--port", "3");
        assertThat(option.sidecar().api().listen().port()).isEqualTo(3);
    }

    @Test
    void aVariableSetToNothingIsNotSet() {
        Told told = Told.schema().yaml("api: {port: 1}").variable("OUTRIGGER_API_PORT", "");

        assertThat(told.sidecar().api().listen().port()).isEqualTo(1);
    }

    @Test
    void allProblemsComeAtOnceEachWithItsPlace() {
        Told told =
                Told.schema()
                        .yaml(
                                """
                                api:
                                  port: many
                                sync:
                                  fullSyncInterval: 24
                                """)
                        .variable("OUTRIGGER_LOG_LEVEL", "loud")
                        .option(Key.REPLICA_NAME, "--replica", "My Phone");

        assertThat(told.sidecarProblems())
                .containsExactlyInAnyOrder(
                        "outrigger.yaml:2:9: api.port must be a whole number from 0 to 65535,"
                                + " not 'many'",
                        "outrigger.yaml:4:21: sync.fullSyncInterval must be a duration such as"
                                + " 500ms, 30s, 15m, 24h or 30d, not '24'",
                        "OUTRIGGER_LOG_LEVEL must be error or warn or info or debug or trace,"
                                + " not 'loud'",
                        "--replica must be 1 to 40 letters, digits, underscores or hyphens,"
                                + " not 'My Phone'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api: {prot: 4700} | unknown key api.prot; the nearest known one is api.port",
                "api: 4700 | api is a section, not a value; it takes api.host,",
                "port: 4700 | unknown key port; the nearest known one is api.port",
                "api: {port: [1, 2]} | api.port takes one value, not a list",
                "sync: {conflict: {default: x}} | sync.conflict.default must be applyRemote",
                "sync: {models: {A: {mode: up}}} | must be one of off, pull, push, both,",
                "api: {port: 1, port: 2} | the key api.port is there twice",
                "- schema | the file must hold keys and values",
                "api: &a {port: 1} | ",
            })
    void aKeyThatThisReleaseCannotActOnIsAnError(String yaml, String expected) {
        Told told = Told.schema().yaml(yaml);

        if (expected == null) {
            assertThat(told.sidecar().api().listen().port()).isEqualTo(1);
        } else {
            assertThat(told.sidecarProblems())
                    .singleElement()
                    .asString()
                    .startsWith("outrigger.yaml:1:")
                    .contains(expected);
        }
    }

    @Test
    void malformedYamlIsOneLineWithItsPlaceAndNoExcerpt() {
        Told told = Told.nothing().yaml("api:\n  token: \"s3cret\n");

        assertThat(told.sidecarProblems())
                .singleElement()
                .asString()
                .isEqualTo(
                        "outrigger.yaml:2:10: this is not YAML: while scanning a quoted scalar,"
                                + " found unexpected end of stream")
                .doesNotContain("s3cret")
                .doesNotContain("\n");
    }

    @Test
    void takesValuesFromTheEnvironment() {
        Told told =
                Told.nothing()
                        .yaml(
                                """
                                schema: ${DIRECTORY:config}/schema.graphql
                                api: {port: "${PORT:4711}"}
                                replica: {name: "${NAME}"}
                                """)
                        .variable("NAME", "phone")
                        .variable("DIRECTORY", "etc");

        SidecarConfig config = told.sidecar();

        assertThat(config.schema()).isEqualTo(Path.of("etc/schema.graphql"));
        assertThat(config.api().listen().port()).isEqualTo(4711);
        assertThat(config.replica()).isEqualTo("phone");
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        assertThat(Told.schema().yaml("replica: {name: \"${NAME}\"}").sidecarProblems())
                .containsExactly(
                        "outrigger.yaml:1:17: replica.name refers to the environment variable NAME,"
                                + " which is not set; set it, or write ${NAME:default}");
    }

    @Test
    void aProcessDoesNotNeedTheVariablesOfKeysItDoesNotUse() {
        Told told =
                Told.schema()
                        .yaml("remote: {auth: {apiKey: \"${OUTRIGGER_API_KEY}\"}}")
                        .option(Key.BACKEND_API_KEYS, "--api-key", "k");

        assertThat(told.backend().auth().apiKeys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.2", "sidecar.local"})
    void refusesToServeOthersWithoutAToken(String host) {
        Told told = Told.schema().option(Key.API_HOST, "--host", host);

        assertThat(told.sidecarProblems())
                .singleElement()
                .asString()
                .startsWith("api.host is " + host + ", which others can reach: set api.token");
        assertThat(told.variable("OUTRIGGER_API_TOKEN", "t").sidecar().api().access())
                .isEqualTo(AccessConfig.withToken(new Secret("t")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
    void loopbackNeedsNoToken(String host) {
        assertThat(Told.schema().option(Key.API_HOST, "--host", host).sidecar().api().access())
                .isEqualTo(AccessConfig.open());
    }

    @Test
    void aRemoteNeedsAKeyAndAKeyNeedsARemote() {
        Told told = Told.schema().option(Key.REMOTE_ENDPOINT, "--remote", "http://h:1/graphql");
        assertThat(told.sidecarProblems())
                .singleElement()
                .asString()
                .startsWith("remote.endpoint is given without a key; set --api-key,");

        told = Told.schema().option(Key.REMOTE_AUTH_API_KEY, "--api-key", "k");
        assertThat(told.sidecarProblems())
                .singleElement()
                .asString()
                .startsWith("remote.auth.apiKey is given without remote.endpoint;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4800", "ftp://h/graphql", "http:///graphql", "http://a b"})
    void aRemoteIsAUrl(String endpoint) {
        Told told =
                Told.schema()
                        .option(Key.REMOTE_ENDPOINT, "--remote", endpoint)
                        .option(Key.REMOTE_AUTH_API_KEY, "--api-key", "k");

        assertThat(told.sidecarProblems())
                .containsExactly(
                        "--remote must be a URL such as http://127.0.0.1:4800/graphql, not '"
                                + endpoint
                                + "'");
    }

    @Test
    void aBackendNeedsASchemaAndAnApiKey() {
        assertThat(Told.nothing().backendProblems())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("no schema is given"),
                        line -> assertThat(line).startsWith("no API key is given"));
    }

    @Test
    void tlsNeedsBothFiles() {
        assertThat(Told.schema().option(Key.API_TLS_CERT, "--tls-cert", "c").sidecarProblems())
                .containsExactly(
                        "TLS needs both api.tls.cert and api.tls.key, and only one of them is"
                                + " given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "webhook", "webhook:", "webhook:ftp://h/", "webhook:h:80/x"})
    void aConflictStrategyIsOneOfThoseThatThereAre(String conflict) {
        Told told =
                Told.schema()
                        .option(Key.BACKEND_API_KEYS, "--api-key", "k")
                        .option(Key.BACKEND_CONFLICT, "--conflict", conflict);

        assertThat(told.backendProblems())
                .containsExactly(
                        "--conflict must be "
                                + ConflictConfig.EXPECTED
                                + ", not '"
                                + conflict
                                + "'");
    }

    @Test
    void aConflictWebhookHasItsLimitsAndASecretOfItsOwnOrOfAll() {
        BackendConfig config =
                Told.schema()
                        .option(Key.BACKEND_API_KEYS, "--api-key", "k")
                        .yaml(
                                """
                                backend:
                                  conflict: webhook:https://h/a
                                  conflictWebhook:
                                    {secret: s, timeout: 2s, attempts: 1, maxConflicts: 7}
                                  models:
                                    Post: {conflict: "webhook:http://h/b", conflictSecretFile: f}
                                    Comment: {conflict: "webhook:http://h/c"}
                                """)
                        .file("f", "own\n")
                        .backend();

        assertThat(config.conflictWebhook())
                .isEqualTo(new ConflictWebhookConfig(Duration.ofSeconds(2), 1, 7));
        assertThat(config.models().otherwise().conflict()).isEqualTo(webhook("https://h/a", "s"));
        assertThat(config.models().of("Post").conflict()).isEqualTo(webhook("http://h/b", "own"));
        assertThat(config.models().of("Comment").conflict()).isEqualTo(webhook("http://h/c", "s"));
        assertThat(config.toString()).doesNotContain("own");
    }

    private static ConflictConfig webhook(String url, String secret) {
        return new ConflictConfig.Webhook(URI.create(url), new Secret(secret));
    }

    @Test
    void warnsOfVariablesThatLookLikeOnesOfOurs() {
        Told told =
                Told.schema()
                        .yaml("replica: {name: \"${OUTRIGGER_DEVICE:phone}\"}")
                        .variable("OUTRIGGER_DEVICE", "laptop")
                        .variable("OUTRIGGER_API_PROT", "1")
                        .variable("PATH", "/bin");

        assertThat(told.sidecarWarnings())
                .containsExactly(
                        "OUTRIGGER_API_PROT is not a setting and is ignored; the nearest one is"
                                + " OUTRIGGER_API_PORT");
    }
}
