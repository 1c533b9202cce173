package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.config.AccessConfig.Proof;
import dev.outrigger.config.AccessConfig.Scope;
import dev.outrigger.config.AccessConfig.Token;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class AccessConfigTest {
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void readsTokensWithScopesModelsAndAnEnd() {
        AccessConfig access =
                Told.schema()
                        .yaml(
                                """
                                api:
                                  token: all
                                  tokens:
                                    till: {token: t1, models: [Order, Product]}
                                    office:
                                      sha256: %s
                                      scopes: [read, admin]
                                      expires: 2027-05-01T00:00:00Z
                                """
                                        .formatted(DIGEST))
                        .sidecar()
                        .api()
                        .access();

        assertThat(access.tokens())
                .containsExactly(
                        Token.unlimited(new Secret("all")),
                        new Token(
                                "till",
                                new Proof.Plain(new Secret("t1")),
                                EnumSet.of(Scope.READ, Scope.WRITE),
                                Set.of("Order", "Product"),
                                Instant.MAX),
                        new Token(
                                "office",
                                new Proof.Hashed(DIGEST),
                                EnumSet.of(Scope.READ, Scope.ADMIN),
                                null,
                                Instant.parse("2027-05-01T00:00:00Z")));
    }

    @Test
    void aTokenMayComeFromTheEnvironmentOrAFile() {
        Told told =
                Told.schema()
                        .variable("OUTRIGGER_API_TOKENS_TILL_TOKENFILE", "/run/secrets/till")
                        .file("/run/secrets/till", "t1\n")
                        .variable("OUTRIGGER_API_TOKENS_TILL_SCOPES", "read")
                        .option(Key.API_HOST, "--host", "0.0.0.0");

        assertThat(told.sidecar().api().access().tokens())
                .containsExactly(
                        new Token(
                                "TILL",
                                new Proof.Plain(new Secret("t1")),
                                EnumSet.of(Scope.READ),
                                null,
                                Instant.MAX));
    }

    @Test
    void refusesWhatWouldNotKeepAnybodyOutOrLimitNothing() {
        assertThat(problems("till: {scopes: [read]}"))
                .isEqualTo("[give one of api.tokens.till.token and api.tokens.till.sha256]");
        assertThat(problems("till: {token: t, sha256: " + DIGEST + "}"))
                .isEqualTo("[give one of api.tokens.till.token and api.tokens.till.sha256]");
        assertThat(problems("till: {sha256: abc}")).contains("64 hexadecimal digits", "'abc'");
        assertThat(problems("till: {token: t, scopes: [reed]}"))
                .contains("holds 'reed'; allowed: read, write or admin");
        assertThat(problems("till: {token: t, scopes: [admin], models: [Post]}"))
                .contains("api.tokens.till.models limits a token that has the scope admin");
    }

    @Test
    void readsAnIssuerAndWhereItsTokensSayWhatTheyAreFor() {
        Told told =
                Told.schema()
                        .option(Key.API_HOST, "--host", "0.0.0.0")
                        .yaml(
                                """
                                api:
                                  oidc:
                                    issuer: https://login.example.com/
                                    audience: [outrigger]
                                    scopePrefix: "outrigger:"
                                    modelsClaim: models
                                """);

        assertThat(told.sidecar().api().access())
                .isEqualTo(
                        new AccessConfig(
                                List.of(),
                                new AccessConfig.Issuer(
                                        "https://login.example.com/",
                                        Set.of("outrigger"),
                                        null,
                                        new AccessConfig.Claims("scope", "outrigger:", "models"))));
        assertThat(
                        Told.schema()
                                .yaml("api: {oidc: {issuer: 'https://login.example.com'}}")
                                .sidecarProblems()
                                .toString())
                .contains("api.oidc.audience is missing");
    }

    @Test
    void certificatesOfClientsProtectABindThatOthersReach() {
        Told told =
                Told.schema()
                        .option(Key.API_HOST, "--host", "0.0.0.0")
                        .yaml("api: {tls: {cert: c.pem, key: k.pem, clientCa: ca.pem}}");

        assertThat(told.sidecar().api().listen().tls())
                .isEqualTo(new TlsConfig(Path.of("c.pem"), Path.of("k.pem"), Path.of("ca.pem")));
        assertThat(
                        Told.schema()
                                .yaml("api: {tls: {clientCa: ca.pem}}")
                                .sidecarProblems()
                                .toString())
                .contains("needs api.tls.cert and api.tls.key");
    }

    @Test
    void aSocketTakesThePlaceOfAPortAndHasAMode() {
        Told told = Told.schema().yaml("api: {socket: /run/o/api.sock, socketMode: 0660}");

        assertThat(told.sidecar().api().socket())
                .isEqualTo(new ApiSocketConfig(Path.of("/run/o/api.sock"), "rw-rw----"));
        assertThat(Told.schema().yaml("api: {socket: s}").sidecar().api().socket())
                .isEqualTo(new ApiSocketConfig(Path.of("s"), "rw-------"));
        assertThat(told.option(Key.API_PORT, "--port", "1").sidecarProblems().toString())
                .contains("api.socket and api.port are both given");
        assertThat(
                        Told.schema()
                                .yaml("api: {socket: s, socketMode: 999}")
                                .sidecarProblems()
                                .toString())
                .contains("three octal digits", "'999'");
    }

    @Test
    void originsAreWholeAndAnyIsNotForAnybody() {
        Told origins = Told.schema().yaml("api: {allowedOrigins: [app.example.com]}");
        Told path = Told.schema().yaml("api: {allowedOrigins: ['https://app.example.com/']}");
        Told any = Told.schema().yaml("api: {allowedOrigins: ['*']}");

        assertThat(origins.sidecarProblems().toString()).contains("holds 'app.example.com'");
        assertThat(path.sidecarProblems().toString()).contains("scheme, host and port");
        assertThat(any.sidecarProblems().toString()).contains("set api.token");
        assertThat(any.variable("OUTRIGGER_API_TOKEN", "t").sidecar().api().names().origins())
                .containsExactly("*");
    }

    @Test
    void tokensAppearInNoText() {
        assertThat(
                        Told.schema()
                                .yaml("api: {tokens: {till: {token: s3cret}}}")
                                .sidecar()
                                .toString())
                .doesNotContain("s3cret");
    }

    private static String problems(String tokens) {
        return Told.schema().yaml("api: {tokens: {" + tokens + "}}").sidecarProblems().toString();
    }
}
