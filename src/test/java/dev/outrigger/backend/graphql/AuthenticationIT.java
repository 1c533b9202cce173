package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.graphql.realtime.RealtimeLimits;
import dev.outrigger.backend.identity.AccessKey;
import dev.outrigger.backend.identity.ApiKey;
import dev.outrigger.backend.identity.ApiKeys;
import dev.outrigger.backend.identity.Authorizer;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.identity.SideBySide;
import dev.outrigger.backend.identity.Signatures;
import dev.outrigger.backend.identity.Tokens;
import dev.outrigger.json.Json;
import dev.outrigger.model.AuthRule;
import dev.outrigger.testing.AwsSigner;
import dev.outrigger.testing.Credentials;
import dev.outrigger.testing.FakeAuthorizer;
import dev.outrigger.testing.ManualClock;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestIssuer;
import dev.outrigger.testing.TestSocket;
import dev.outrigger.token.OutsideCalls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// All ways to authenticate side by side, over HTTP and over the realtime channel.
class AuthenticationIT {
    private static final String SCHEMA =
            """
            type Post @model @auth(rules: [
              {allow: public, provider: apiKey}
              {allow: private, provider: userPools}
              {allow: private, provider: oidc}
              {allow: private, provider: iam}
              {allow: custom}
            ]) { id: ID! title: String }
            """;
    private static final String QUERY = Json.write(Map.of("query", "{ listPosts { nextToken } }"));
    private static final String ON_CREATE =
            TestSocket.data("subscription { onCreatePost { id } }", Map.of());
    private static final Set<String> SET_BY_CLIENT =
            Set.of("host", "content-length", "content-type");
    private static final AwsSigner SIGNER = new AwsSigner("AKID", "the secret");

    private final ManualClock clock = new ManualClock(Instant.now());
    private final TestIssuer pool = TestIssuer.start(clock);
    private final TestIssuer oidc = TestIssuer.start(clock);
    private final FakeAuthorizer authorizer =
            FakeAuthorizer.start(
                    token -> "{\"isAuthorized\": %b}".formatted(token.equals("let me in")));
    private final OutsideCalls calls = new OutsideCalls();
    private TestBackend backend;

    @BeforeEach
    void start() {
        var modes =
                new SideBySide(
                        List.of(
                                new ApiKeys(
                                        List.of(
                                                ApiKey.of(TestBackend.API_KEY, Instant.MAX),
                                                ApiKey.of(
                                                        "da2-short",
                                                        clock.instant().plusSeconds(60))),
                                        clock),
                                new Signatures(
                                        List.of(
                                                new AccessKey(
                                                        SIGNER.keyId(),
                                                        SIGNER.secret(),
                                                        Caller.Role.AUTHENTICATED)),
                                        clock),
                                new Tokens(
                                        List.of(
                                                pool.as(AuthRule.Provider.USER_POOLS),
                                                oidc.as(AuthRule.Provider.OIDC)),
                                        calls,
                                        clock),
                                new Authorizer(authorizer.settings(), calls, clock)));
        var usual = TestBackend.Setup.usual();
        BackendLimits limits =
                usual.server()
                        .limits()
                        .withRealtime(RealtimeLimits.usual().withKeepAlive(Duration.ofSeconds(1)));
        backend =
                TestBackend.start(
                        SCHEMA,
                        usual.with(
                                usual.server()
                                        .withEntrance(
                                                new Entrance(
                                                        modes, clock, AuthRule.Provider.API_KEY))
                                        .with(limits)));
    }

    @AfterEach
    void stop() {
        backend.close();
        calls.close();
        authorizer.close();
        pool.close();
        oidc.close();
    }

    /// A way to authenticate.
    enum Way {
        API_KEY,
        USER_POOL,
        BEARER,
        OIDC,
        SIGNATURE,
        AUTHORIZER
    }

    private Credentials valid(Way way) {
        return switch (way) {
            case API_KEY -> Credentials.fixed("x-api-key", TestBackend.API_KEY);
            case USER_POOL -> Credentials.fixed("Authorization", poolToken());
            case BEARER -> Credentials.fixed("Authorization", "Bearer " + poolToken());
            case OIDC -> Credentials.fixed("Authorization", oidc.token(Map.of("sub", "u1")));
            case SIGNATURE -> Credentials.signed(SIGNER, clock);
            case AUTHORIZER -> Credentials.fixed("Authorization", "let me in");
        };
    }

    private Credentials invalid(Way way) {
        return switch (way) {
            case API_KEY -> Credentials.fixed("x-api-key", "da2-wrong");
            case USER_POOL -> Credentials.fixed("Authorization", forged());
            case BEARER -> Credentials.fixed("Authorization", "Bearer " + forged());
            case OIDC ->
                    Credentials.fixed(
                            "Authorization", oidc.token(Map.of("sub", "u1", "aud", "other")));
            case SIGNATURE -> Credentials.signed(new AwsSigner("AKID", "another"), clock);
            case AUTHORIZER -> Credentials.fixed("Authorization", "let me out");
        };
    }

    private String poolToken() {
        return pool.userPoolToken("s-1", "ana", Map.of());
    }

    /// The claims of another token, with the signature of a good one.
    private String forged() {
        String good = poolToken();
        String other = pool.userPoolToken("s-2", "eve", Map.of());
        return other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void validCredentialsAreServedOverHttp(Way way) {
        TestBackend.Answer answer = post(valid(way));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errors()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void invalidCredentialsAreRefusedInAppSyncsWords(Way way) {
        TestBackend.Answer answer = post(invalid(way));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
                .containsEntry("x-amzn-errortype", List.of("UnauthorizedException"));
        assertThat(answer.body())
                .isEqualTo(
                        Map.of(
                                "errors",
                                List.of(
                                        Map.of(
                                                "errorType",
                                                "UnauthorizedException",
                                                "message",
                                                "You are not authorized to make this call."))));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyHandshakeStyleTakesValidCredentials(Way way) {
        for (TestSocket.Handshake style : TestSocket.Handshake.values()) {
            try (TestSocket socket = connect(style, valid(way)).initialised()) {
                socket.start("s", ON_CREATE, valid(way).forPost(backend.endpoint(), ON_CREATE));
                assertThat(socket.next(1).getFirst())
                        .as("%s by %s", way, style)
                        .isEqualTo(Map.of("id", "s", "type", "start_ack"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyHandshakeStyleRefusesInvalidCredentials(Way way) {
        for (TestSocket.Handshake style : TestSocket.Handshake.values()) {
            try (TestSocket socket = connect(style, invalid(way))) {
                socket.send("{\"type\":\"connection_init\"}");
                assertThat(Json.write(socket.next()))
                        .as("%s by %s", way, style)
                        .contains(
                                "\"connection_error\"",
                                "\"errorType\":\"UnauthorizedException\"",
                                "\"errorCode\":401");
                assertThat(socket.closeStatus()).isEqualTo(1008);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aStartIsRefusedByItselfAndTheConnectionGoesOn(Way way) {
        try (TestSocket socket = backend.realtime().initialised()) {
            socket.start("a", ON_CREATE, invalid(way).forPost(backend.endpoint(), ON_CREATE));
            assertThat(Json.write(socket.next(1).getFirst()))
                    .contains("\"id\":\"a\"", "\"error\"", "UnauthorizedException");
            socket.start("b", ON_CREATE, valid(way).forPost(backend.endpoint(), ON_CREATE));
            assertThat(socket.next(1).getFirst()).containsEntry("type", "start_ack");
        }
    }

    @Test
    void aSignatureOfAnotherBodyOrOfTheHandshakeStartsNothing() {
        Credentials signed = valid(Way.SIGNATURE);
        try (TestSocket socket = backend.realtime().initialised()) {
            socket.start("a", ON_CREATE, signed.forPost(backend.endpoint(), ON_CREATE + " "));
            socket.start("b", ON_CREATE, signed.forHandshake(backend.endpoint()));
            assertThat(socket.next(2)).allMatch(frame -> frame.get("type").equals("error"));
        }
    }

    @Test
    void withoutCredentialsTheAnswerSaysSo() {
        assertThat(backend.post(QUERY, Map.of()).errors().getFirst())
                .containsEntry("message", "Valid authorization header not provided.");
    }

    @Test
    void anExpiredTokenIsToldSoAndAnExpiredKeyIsNot() {
        String token = poolToken();
        clock.advance(Duration.ofMinutes(62));
        TestBackend.Answer answer = backend.post(QUERY, Map.of("authorization", token));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errors().getFirst()).containsEntry("message", "Token has expired.");
        assertThat(backend.post(QUERY, Map.of("x-api-key", "da2-short")).errors().getFirst())
                .containsEntry("message", "You are not authorized to make this call.");
    }

    @Test
    void aSubscriptionEndsWithItsTokenAndTakesTheConnectionWithIt() {
        try (TestSocket socket = backend.realtime().initialised()) {
            // Given
            socket.start("s", ON_CREATE, Map.of("Authorization", poolToken()));
            assertThat(socket.next(1).getFirst()).containsEntry("type", "start_ack");

            // When
            clock.advance(Duration.ofMinutes(61));

            // Then
            Map<String, Object> error =
                    Map.of("errorType", "UnauthorizedException", "message", "Token has expired.");
            assertThat(socket.next(1).getFirst())
                    .isEqualTo(
                            Map.of(
                                    "id",
                                    "s",
                                    "type",
                                    "error",
                                    "payload",
                                    Map.of("errors", List.of(error))));
            assertThat(socket.closeStatus()).isEqualTo(1013);
        }
    }

    @Test
    void theKeysAreReadOnceAndAgainWhenTheIssuerHasNewOnes() {
        for (int request = 0; request < 3; request++) {
            assertThat(post(valid(Way.USER_POOL)).status()).isEqualTo(200);
        }
        assertThat(pool.readings()).isEqualTo(1);

        String old = poolToken();
        pool.rotate();
        clock.advance(Duration.ofSeconds(10));
        assertThat(post(valid(Way.USER_POOL)).status()).isEqualTo(200);
        assertThat(pool.readings()).isEqualTo(2);
        assertThat(backend.post(QUERY, Map.of("authorization", old)).status()).isEqualTo(401);
    }

    @Test
    void whileTheIssuerIsAwayNobodyIsRefusedForGood() {
        pool.reachable(false);
        TestBackend.Answer answer = post(valid(Way.USER_POOL));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errors().getFirst())
                .containsEntry("errorType", "ServiceUnavailableException");
        try (TestSocket socket = connect(TestSocket.Handshake.SUB_PROTOCOL, valid(Way.USER_POOL))) {
            socket.send("{\"type\":\"connection_init\"}");
            assertThat(Json.write(socket.next())).contains("\"errorCode\":503");
            assertThat(socket.closeStatus()).isEqualTo(1013);
        }
    }

    @Test
    void theAuthorizerIsAskedOnceForATokenAndSeesWhatIsAsked() {
        post(valid(Way.AUTHORIZER));
        post(valid(Way.AUTHORIZER));
        post(invalid(Way.AUTHORIZER));
        post(invalid(Way.AUTHORIZER));
        assertThat(authorizer.events()).hasSize(2);
        assertThat(authorizer.events().getFirst()).containsEntry("authorizationToken", "let me in");
        assertThat(Json.write(authorizer.events().getFirst()))
                .contains(
                        "\"queryString\":\"{ listPosts { nextToken } }\"",
                        "\"apiId\":\"test-api\"");

        clock.advance(Duration.ofMinutes(5));
        post(valid(Way.AUTHORIZER));
        assertThat(authorizer.events()).hasSize(3);
    }

    @Test
    void anAuthorizerThatFailsDecidesNothing() {
        authorizer.answering(_ -> "");
        assertThat(post(valid(Way.AUTHORIZER)).status()).isEqualTo(503);
        authorizer.answering(_ -> "{\"isAuthorized\": \"yes\"}");
        assertThat(post(valid(Way.AUTHORIZER)).status()).isEqualTo(503);
        authorizer.answering(_ -> "{\"isAuthorized\": true}");
        assertThat(post(valid(Way.AUTHORIZER)).status()).isEqualTo(200);
    }

    private TestBackend.Answer post(Credentials credentials) {
        Map<String, String> headers =
                new LinkedHashMap<>(credentials.forPost(backend.endpoint(), QUERY));
        headers.keySet().removeIf(name -> SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT)));
        return backend.post(QUERY, headers);
    }

    private TestSocket connect(TestSocket.Handshake style, Credentials credentials) {
        URI endpoint = backend.endpoint();
        return TestSocket.connect(
                backend, style, credentials.forHandshake(endpoint), TestSocket.Reading.ALL);
    }
}
