package dev.outrigger.remote;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.remote.credentials.ClientCredentialsGrant;
import dev.outrigger.remote.credentials.CognitoGrant;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.HandedToken;
import dev.outrigger.remote.credentials.MultiAccess;
import dev.outrigger.remote.credentials.Posting;
import dev.outrigger.remote.credentials.RenewedToken;
import dev.outrigger.remote.credentials.Shown;
import dev.outrigger.remote.credentials.SignedCredentials;
import dev.outrigger.remote.credentials.Token;
import dev.outrigger.remote.credentials.TokenCredentials;
import dev.outrigger.remote.credentials.TokenEndpoint;
import dev.outrigger.remote.credentials.TokenFile;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EveryWayBackend;
import dev.outrigger.testing.FakeCognito;
import dev.outrigger.testing.FeedRecorder;
import dev.outrigger.testing.InMemoryRefreshToken;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestIssuer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A sidecar's adapter signs in at our backend in each way, over HTTP and on the realtime channel.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {
    private static final String DOCUMENT =
            """
            type Post @model @auth(rules: [
              {allow: public, provider: apiKey}
              {allow: private, provider: userPools}
              {allow: private, provider: oidc}
              {allow: private, provider: iam}
              {allow: custom}
            ]) { id: ID! title: String }
            type Letter @model @auth(rules: [
              {allow: owner}
              {allow: private, provider: iam}
              {allow: public, provider: apiKey, operations: [read]}
            ]) { id: ID! title: String }
            type Diary @model @auth(rules: [{allow: owner}]) { id: ID! title: String }
            """;
    private static final Schema SCHEMA = Schemas.of(DOCUMENT);

    private final AtomicInteger lastKey = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private EveryWayBackend running;
    private FeedRecorder recorder = new FeedRecorder();

    @BeforeAll
    void start() {
        running = EveryWayBackend.start(DOCUMENT);
    }

    @AfterEach
    void forget() {
        recorder = new FeedRecorder();
    }

    @AfterAll
    void stop() {
        running.close();
        vertx.close().await();
    }

    /// A way to sign in.
    enum Way {
        API_KEY,
        FIXED_TOKEN,
        HANDED_TOKEN,
        OIDC,
        OIDC_DISCOVERED,
        COGNITO,
        COGNITO_ID_TOKEN,
        IAM,
        IAM_SESSION,
        LAMBDA
    }

    private Credentials credentials(Way way) {
        return switch (way) {
            case API_KEY -> new ApiKey(TestBackend.API_KEY);
            case FIXED_TOKEN -> users(Token.fixed(userToken()));
            case HANDED_TOKEN -> {
                HandedToken session = new HandedToken(Token.awaited());
                session.handOver(userToken());
                yield users(session);
            }
            case OIDC -> client(TokenEndpoint.given(URI.create(running.oidc().name() + "/token")));
            case OIDC_DISCOVERED ->
                    client(
                            TokenEndpoint.discovered(
                                    URI.create(running.oidc().name()), new IssuerEndpoint(vertx)));
            case COGNITO -> cognito(FakeCognito.REFRESH_TOKEN, CognitoGrant.Use.ACCESS);
            case COGNITO_ID_TOKEN -> cognito(FakeCognito.REFRESH_TOKEN, CognitoGrant.Use.ID);
            case IAM -> signed(EveryWayBackend.SIGNER.secret());
            case IAM_SESSION ->
                    signed(
                            AwsSessionCredentials.create(
                                    EveryWayBackend.SIGNER.keyId(),
                                    EveryWayBackend.SIGNER.secret(),
                                    "a session of STS"));
            case LAMBDA ->
                    new TokenCredentials(
                            Token.fixed(EveryWayBackend.AUTHORIZED), Set.of(Provider.FUNCTION));
        };
    }

    private String userToken() {
        return running.pool().userPoolToken("ana-sub", "ana", Map.of());
    }

    private static Credentials users(Token token) {
        return new TokenCredentials(token, Set.of(Provider.USER_POOLS, Provider.OIDC));
    }

    private Credentials client(TokenEndpoint endpoint) {
        var client =
                new ClientCredentialsGrant.Client(
                        TestIssuer.CLIENT, running.oidc().clientSecret(), "", "");
        var grant = new ClientCredentialsGrant(new IssuerEndpoint(vertx), endpoint, client);
        return new TokenCredentials(
                new RenewedToken(grant, running.clock()), Set.of(Provider.OIDC));
    }

    private Credentials cognito(String refreshToken, CognitoGrant.Use use) {
        var client = new CognitoGrant.Client(TestIssuer.CLIENT, null, use);
        var grant =
                new CognitoGrant(
                        new IssuerEndpoint(vertx),
                        running.cognito().service(),
                        client,
                        new InMemoryRefreshToken(refreshToken));
        return new TokenCredentials(
                new RenewedToken(grant, running.clock()), Set.of(Provider.USER_POOLS));
    }

    private Credentials signed(String secret) {
        return signed(AwsBasicCredentials.create(EveryWayBackend.SIGNER.keyId(), secret));
    }

    private Credentials signed(AwsCredentials identity) {
        var keys = StaticCredentialsProvider.create(identity);
        return new SignedCredentials(
                vertx, keys, new SignedCredentials.Scope("eu-west-1", running.clock()));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void eachWayPushesPullsAndListens(Way way) {
        // Given
        AppSyncBackend backend = backend(Access.only(credentials(way)));
        Backend.Link link = backend.listen(List.of("Post"), Expressions.none(), recorder);
        eventually(() -> assertThat(recorder.calls()).contains("acknowledged"));

        // When
        ItemKey key = nextKey("Post");
        PushOutcome outcome = create(backend, key);

        // Then
        assertThat(outcome).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(pull(backend, "Post")).isInstanceOf(PullOutcome.Page.class);
        eventually(() -> assertThat(recorder.calls()).contains("received " + key + " v1"));
        link.close();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void eachWayIsTurnedAwayWithoutASecretInTheReason(Way way) {
        // Given
        AppSyncBackend backend = backend(Access.only(invalid(way)));

        // When
        backend.listen(List.of("Post"), Expressions.none(), recorder);
        PushOutcome outcome = create(backend, nextKey("Post"));

        // Then
        assertThat(outcome).isInstanceOf(PushOutcome.NotSignedIn.class);
        eventually(() -> assertThat(recorder.calls()).hasSize(1));
        assertThat(recorder.calls().getFirst()).startsWith("lost");
        assertThat(Stream.of(recorder.calls().getFirst(), outcome.toString()))
                .noneMatch(
                        text ->
                                text.contains("wr0ng")
                                        || text.contains(running.oidc().clientSecret()));
    }

    private Credentials invalid(Way way) {
        return switch (way) {
            case API_KEY -> new ApiKey("da2-wr0ng");
            case FIXED_TOKEN -> users(Token.fixed("wr0ng"));
            case HANDED_TOKEN -> {
                HandedToken session = new HandedToken(Token.awaited());
                session.handOver("wr0ng\r\nx-api-key: " + TestBackend.API_KEY);
                yield users(session);
            }
            case OIDC, OIDC_DISCOVERED -> {
                var client = new ClientCredentialsGrant.Client(TestIssuer.CLIENT, "wr0ng", "", "");
                var endpoint =
                        TokenEndpoint.discovered(
                                URI.create(running.oidc().name()), new IssuerEndpoint(vertx));
                var grant = new ClientCredentialsGrant(new IssuerEndpoint(vertx), endpoint, client);
                yield new TokenCredentials(
                        new RenewedToken(grant, running.clock()), Set.of(Provider.OIDC));
            }
            case COGNITO, COGNITO_ID_TOKEN -> cognito("wr0ng", CognitoGrant.Use.ACCESS);
            case IAM, IAM_SESSION -> signed("wr0ng");
            case LAMBDA -> new TokenCredentials(Token.fixed("wr0ng"), Set.of(Provider.FUNCTION));
        };
    }

    @Test
    void AC93_eachKindOfCredentialsIsTriedInTheOrderOfTheRules() {
        // Given: the owner's token is of nobody, and the key is for reading only
        Credentials stranger = users(Token.fixed("not a token of anybody"));
        Credentials key = credentials(Way.API_KEY);
        Credentials signature = credentials(Way.IAM);
        AppSyncBackend all = backend(new MultiAccess(List.of(key, signature, stranger), key));
        AppSyncBackend without = backend(new MultiAccess(List.of(key, stranger), key));

        // Then
        assertThat(create(all, nextKey("Letter"))).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(create(without, nextKey("Letter"))).isInstanceOf(PushOutcome.NotSignedIn.class);
        assertThat(pull(without, "Letter")).isInstanceOf(PullOutcome.Page.class);
    }

    @Test
    void whatGoesWrongWithCredentialsIsAnOutcomeAndLeavesNobodyWaiting() {
        // Given: an agent that fails in a way that nobody foresaw
        Credentials broken =
                new Credentials() {
                    @Override
                    public Future<Shown> show(Posting posting) {
                        return Future.failedFuture(new IllegalStateException("no agent"));
                    }

                    @Override
                    public Prospect turnedAway(Shown.Headers shown) {
                        return Prospect.SAME;
                    }

                    @Override
                    public Set<Provider> providers() {
                        return Set.of();
                    }
                };
        AppSyncBackend backend = backend(Access.only(broken));

        // Then
        assertThat(create(backend, nextKey("Post"))).isInstanceOf(PushOutcome.Unanswered.class);
        assertThat(pull(backend, "Post")).isInstanceOf(PullOutcome.Failed.class);
    }

    @Test
    void AC133_AC154_anOwnerHearsOfItsOwnItemsOnAChannelThatAKeyOpened() {
        // Given
        Credentials key = credentials(Way.API_KEY);
        AppSyncBackend ana = backend(new MultiAccess(List.of(key, user("ana")), key));
        AppSyncBackend ben = backend(new MultiAccess(List.of(key, user("ben")), key));
        Backend.Link link = ana.listen(List.of("Diary", "Post"), Expressions.none(), recorder);
        eventually(() -> assertThat(recorder.calls()).contains("acknowledged"));
        ItemKey hers = nextKey("Diary");

        // When
        assertThat(create(ben, nextKey("Diary"))).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(create(ana, hers)).isInstanceOf(PushOutcome.Accepted.class);

        // Then
        eventually(() -> assertThat(recorder.items()).hasSize(1));
        assertThat(recorder.calls()).containsExactly("acknowledged", "received " + hers + " v1");
        assertThat(recorder.withheld()).isEmpty();
        link.close();
    }

    @Test
    void AC134_aModelThatTheCredentialsMayNotListenToKeepsNoOtherAway() {
        // Given
        AppSyncBackend backend = backend(Access.only(credentials(Way.API_KEY)));

        // When
        Backend.Link link = backend.listen(List.of("Diary", "Post"), Expressions.none(), recorder);

        // Then
        eventually(() -> assertThat(recorder.calls()).contains("acknowledged"));
        assertThat(recorder.withheld()).containsExactly("Diary");
        ItemKey key = nextKey("Post");
        create(backend, key);
        eventually(() -> assertThat(recorder.calls()).contains("received " + key + " v1"));
        link.close();
    }

    private Credentials user(String name) {
        return users(Token.fixed(running.pool().userPoolToken(name + "-sub", name, Map.of())));
    }

    @Test
    void AC94_whatHasToWaitForASignInGoesAfterIt() {
        // Given
        HandedToken session = new HandedToken(Token.awaited());
        AppSyncBackend backend = backend(Access.only(users(session)));
        ItemKey key = nextKey("Post");
        assertThat(create(backend, key)).isInstanceOf(PushOutcome.NotSignedIn.class);
        session.handOver(
                running.pool().userPoolToken("ana-sub", "ana", Map.of("exp", 1_700_000_000)));
        assertThat(create(backend, key)).isInstanceOf(PushOutcome.NotSignedIn.class);

        // When
        session.handOver(userToken());

        // Then
        assertThat(create(backend, key)).isInstanceOf(PushOutcome.Accepted.class);
    }

    @Test
    void aTokenThatIsTurnedAwayIsRenewedAndTheRequestSentAgain() {
        // Given
        AppSyncBackend backend = backend(Access.only(credentials(Way.COGNITO)));
        create(backend, nextKey("Post"));
        int asked = running.cognito().requests().size();

        // When: the backend reads the pool's keys anew, and the token's is not among them
        running.pool().rotate();
        running.clock().advance(Duration.ofMinutes(20));

        // Then
        eventually(
                () -> {
                    assertThat(create(backend, nextKey("Post")))
                            .isInstanceOf(PushOutcome.Accepted.class);
                    assertThat(running.cognito().requests()).hasSize(asked + 1);
                });
    }

    @Test
    void manyRequestsAtOnceAskTheIssuerOnce() {
        // Given
        AppSyncBackend backend = backend(Access.only(credentials(Way.OIDC)));
        int asked = running.oidc().grants();

        // When
        List<CompletionStage<PullOutcome>> pulls =
                Stream.generate(
                                () ->
                                        backend.pull(
                                                new PageRequest("Post", null, null, 10),
                                                new Expression.Everything()))
                        .limit(20)
                        .toList();

        // Then
        assertThat(pulls)
                .allSatisfy(each -> assertThat(end(each)).isInstanceOf(PullOutcome.Page.class));
        assertThat(running.oidc().grants()).isEqualTo(asked + 1);
    }

    @Test
    void aTokenFileIsReadAgainWhenItHasChanged(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("token");
        Files.writeString(file, "wr0ng\n");
        AppSyncBackend backend = backend(Access.only(users(new TokenFile(file))));
        assertThat(create(backend, nextKey("Post"))).isInstanceOf(PushOutcome.NotSignedIn.class);

        // When
        Files.writeString(file, userToken() + "\n");

        // Then
        assertThat(create(backend, nextKey("Post"))).isInstanceOf(PushOutcome.Accepted.class);
    }

    private AppSyncBackend backend(Access access) {
        return new AppSyncBackend(
                vertx,
                SCHEMA,
                RemoteSettings.of(running.endpoint(), access),
                InstantSource.system());
    }

    private ItemKey nextKey(String model) {
        return new ItemKey(model, List.of("i" + lastKey.incrementAndGet()));
    }

    private static PushOutcome create(AppSyncBackend backend, ItemKey key) {
        return end(
                RemoteFixture.push(
                        backend,
                        new Mutation(
                                key,
                                Mutation.Kind.CREATE,
                                Map.of("title", "A"),
                                new Predicate.All()),
                        null));
    }

    private static PullOutcome pull(AppSyncBackend backend, String model) {
        return end(
                backend.pull(new PageRequest(model, null, null, 100), new Expression.Everything()));
    }

    private static <T> T end(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
