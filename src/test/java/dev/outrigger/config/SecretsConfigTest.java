package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Where secrets come from, and where they do not go.
class SecretsConfigTest {
    @Test
    void aSecretMayComeFromAFile() {
        Told told =
                Told.schema()
                        .variable("OUTRIGGER_API_TOKENFILE", "/run/secrets/token")
                        .file("/run/secrets/token", "t0ken\n");

        assertThat(told.sidecar().api().access())
                .isEqualTo(AccessConfig.withToken(new Secret("t0ken")));
    }

    @Test
    void aSecretGivenTwiceOrUnreadableIsAnError() {
        assertThat(Told.schema().yaml("api: {token: t0ken, tokenFile: f}").sidecarProblems())
                .containsExactly(
                        "outrigger.yaml:1:32: give only one of api.token and api.tokenFile");
        assertThat(Told.schema().yaml("api: {tokenFile: f}").sidecarProblems())
                .containsExactly(
                        "outrigger.yaml:1:18: the file f that api.tokenFile names cannot be read");
    }

    @Test
    void secretsAppearInNoTextOfTheConfiguration() {
        Told told =
                Told.schema()
                        .yaml(
                                """
                                database: jdbc:postgresql://127.0.0.1/o?password=hidden-1
                                api: {token: hidden-2}
                                remote:
                                  endpoint: http://127.0.0.1:4800/graphql
                                  auth: {apiKey: hidden-3}
                                """)
                        .option(Key.BACKEND_API_KEYS, "--api-key", "hidden-4");

        assertThat(told.sidecar().toString()).doesNotContain("hidden");
        assertThat(told.backend().toString()).doesNotContain("hidden");
        assertThat(told.sources().toString()).doesNotContain("hidden");
        assertThat(told.yaml("api: {token: [hidden-5, hidden-6]}").sidecarProblems())
                .hasSize(1)
                .noneMatch(line -> line.contains("hidden"));
    }
}
