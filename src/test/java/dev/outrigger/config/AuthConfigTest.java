package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

class AuthConfigTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String POOL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_1";

    @Test
    void readsEveryWayToCall() {
        AuthConfig auth =
                Told.schema()
                        .yaml(
                                """
                                backend:
                                  apiKeys: [k1]
                                  auth:
                                    default: userPools
                                    apiKeys:
                                      web: {key: k2, expires: "2027-05-01T00:00:00Z"}
                                      app: {sha256: %s}
                                    issuers:
                                      pool: {kind: cognito, issuer: "%s"}
                                      other: {issuer: "https://id.example.com/", clientIds: [a, b],
                                              jwks: "https://id.example.com/keys"}
                                    accessKeys:
                                      jobs: {id: AKID, secretFile: secret.txt, role: admin}
                                    authorizer: {url: "http://localhost:9000/a", ttl: 0s}
                                """
                                        .formatted(DIGEST, POOL))
                        .file("secret.txt", "s3cret\n")
                        .backend()
                        .auth();

        assertThat(auth.mode()).isEqualTo(AuthMode.USER_POOLS);
        assertThat(auth.apiKeys())
                .containsExactly(
                        new AuthConfig.ApiKey.Plain(new Secret("k1"), Instant.MAX),
                        new AuthConfig.ApiKey.Plain(
                                new Secret("k2"), Instant.parse("2027-05-01T00:00:00Z")),
                        new AuthConfig.ApiKey.Hashed(DIGEST, Instant.MAX));
        assertThat(auth.issuers())
                .containsExactly(
                        new AuthConfig.Issuer(AuthConfig.Issuer.Kind.COGNITO, POOL, Set.of(), null),
                        new AuthConfig.Issuer(
                                AuthConfig.Issuer.Kind.OIDC,
                                "https://id.example.com/",
                                Set.of("a", "b"),
                                URI.create("https://id.example.com/keys")));
        assertThat(auth.accessKeys())
                .containsExactly(
                        new AuthConfig.AccessKey(
                                "AKID", new Secret("s3cret"), AuthConfig.AccessKey.Role.ADMIN));
        assertThat(auth.authorizer())
                .isEqualTo(
                        new AuthConfig.Authorizer(
                                URI.create("http://localhost:9000/a"),
                                Duration.ZERO,
                                Duration.ofSeconds(10),
                                "outrigger",
                                ""));
    }

    @Test
    void theEnvironmentIsEnough() {
        AuthConfig auth =
                Told.schema()
                        .variable("OUTRIGGER_BACKEND_AUTH_ISSUERS_MAIN_ISSUER", POOL)
                        .variable("OUTRIGGER_BACKEND_AUTH_ISSUERS_MAIN_KIND", "cognito")
                        .backend()
                        .auth();

        assertThat(auth.mode()).isEqualTo(AuthMode.USER_POOLS);
        assertThat(auth.issuers()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    apiKeys: {a: {}}                      | give one of backend.auth.apiKeys.a.key
                    apiKeys: {a: {key: k, sha256: %1$s}}  | give one of backend.auth.apiKeys.a.key
                    apiKeys: {a: {sha256: 12}}            | must be 64 hexadecimal digits
                    apiKeys: {a: {key: k, expires: soon}} | must be a time such as 2027-05-01T00
                    issuers: {a: {issuer: "https://x.y"}} | auth.issuers.a.clientIds is missing
                    issuers: {a: {clientIds: [c]}}        | auth.issuers.a.issuer is missing
                    issuers: {a: {issuer: x}}             | must be an address that begins with
                    issuers: {a: {kind: saml}}            | must be cognito or oidc
                    accessKeys: {a: {id: i}}              | auth.accessKeys.a.secret is missing
                    accessKeys: {a: {secret: s}}          | auth.accessKeys.a.id is missing
                    accessKeys: {a: {role: root}}         | must be admin or authenticated or
                    authorizer: {url: "ftp://x"}          | must be an address that begins with
                    default: iam                          | is iam, of which nothing is given
                    default: basic                        | must be one of apiKey, userPools, oidc
                    """)
    void whatCannotBeUsedIsNamedWithItsPlace(String yaml, String problem) {
        Told told =
                Told.schema()
                        .yaml(
                                "backend: {apiKeys: k, auth: {"
                                        + yaml.replace("%1$s", DIGEST)
                                        + "}}");

        assertThat(told.backendProblems()).anyMatch(line -> line.contains(problem));
    }

    @Test
    void noMessageRepeatsASecret() {
        Told told =
                Told.schema()
                        .yaml("backend: {auth: {accessKeys: {a: {secret: hush, role: root}}}}");

        assertThat(told.backendProblems()).noneMatch(line -> line.contains("hush"));
    }
}
