package dev.outrigger.remote;

import static dev.outrigger.testing.FakeAppSync.json;
import static dev.outrigger.testing.FakeAppSync.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.remote.RemoteSettings.Timeouts;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.FakeAppSync;
import dev.outrigger.testing.FakeAppSync.Reply;
import dev.outrigger.testing.FakeAppSync.Request;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

@Timeout(60)
class AppSyncBackendIT {
    private static final String UNKNOWN_FIELD =
            """
            {"data":null,"errors":[{"path":null,
             "message":"The variables input contains a field name '_deleted' that is not defined\
             for input object type 'UpdatePostInput' "}]}
            """;
    private static final Timeouts PATIENT = Timeouts.defaults();
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Timeouts IMPATIENT = new Timeouts(SHORT, SHORT, SHORT);
    private static final String ANSWER =
            "{\"data\":{\"updatePost\":" + RemoteFixture.post("p1", 4) + "}}";
    private static final Mutation UPDATE =
            new Mutation(
                    RemoteFixture.KEY,
                    Mutation.Kind.UPDATE,
                    Map.of("rating", 5, "extra", Map.of("a", 1)),
                    new Predicate.All());

    private Vertx vertx;
    private FakeAppSync fake;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        fake = FakeAppSync.start(vertx);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void sendsAMutationAsAmplifysClientsDo() {
        // Given
        fake.reply(json(ANSWER));

        // When
        PushOutcome outcome = end(RemoteFixture.push(backend(PATIENT), UPDATE, new Version(3)));

        // Then
        assertThat(outcome).isInstanceOf(PushOutcome.Accepted.class);
        Request sent = fake.requests().getFirst();
        assertThat(sent.document()).startsWith("mutation operation($input: UpdatePostInput!");
        assertThat(sent.variables().get("input"))
                .isEqualTo(Map.of("id", "p1", "rating", 5, "extra", "{\"a\":1}", "_version", 3));
        assertThat(sent.variables().containsKey("condition")).isTrue();
        assertThat(sent.headers()).containsEntry("x-api-key", "da2-secret");
    }

    @Test
    void sendsSeveralMutationsInOneDocumentEachWithItsOwnOutcome() {
        // Given
        fake.reply(
                json(
                        """
                        {"data":{"m0":%s,"m1":null},"errors":[
                         {"path":["m1"],"errorType":"BadInput","message":"no title"}]}
                        """
                                .formatted(RemoteFixture.post("p1", 4))));
        Mutation create =
                new Mutation(
                        new ItemKey("Comment", List.of("c1")),
                        Mutation.Kind.CREATE,
                        Map.of("content", "B"),
                        new Predicate.All());

        // When
        List<PushOutcome> outcomes =
                end(
                        backend(PATIENT)
                                .push(
                                        List.of(
                                                new Backend.Outgoing(UPDATE, new Version(3)),
                                                new Backend.Outgoing(create, null))));

        // Then
        Request sent = fake.requests().getFirst();
        assertThat(fake.requests()).hasSize(1);
        assertThat(sent.document())
                .startsWith("mutation operation($input0: UpdatePostInput!,")
                .contains("m0: updatePost(input: $input0", "m1: createComment(input: $input1)");
        assertThat(sent.variables().get("input1")).isEqualTo(Map.of("id", "c1", "content", "B"));
        assertThat(outcomes.get(0)).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(outcomes.get(1)).isEqualTo(new PushOutcome.Refused("BadInput", "no title"));
    }

    @Test
    void anUndeleteSaysThatTheItemIsNotDeleted() {
        // Given
        fake.reply(json(ANSWER));

        // When
        PushOutcome outcome = end(RemoteFixture.undelete(backend(PATIENT), UPDATE, new Version(3)));

        // Then
        assertThat(outcome).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(input(0)).containsEntry("_deleted", false).containsEntry("_version", 3);
    }

    @Test
    void aBackendThatDoesNotKnowUndeletesIsAskedByAPlainUpdateFromThenOn() {
        // Given
        fake.reply(json(UNKNOWN_FIELD), json(ANSWER), json(ANSWER));
        AppSyncBackend backend = backend(PATIENT);

        // When
        PushOutcome first = end(RemoteFixture.undelete(backend, UPDATE, new Version(3)));
        PushOutcome second = end(RemoteFixture.undelete(backend, UPDATE, new Version(3)));

        // Then
        assertThat(first).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(second).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(fake.requests()).hasSize(3);
        assertThat(input(1)).doesNotContainKey("_deleted").containsEntry("_version", 3);
        assertThat(input(2)).doesNotContainKey("_deleted");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> input(int request) {
        return (Map<String, Object>) fake.requests().get(request).variables().get("input");
    }

    @Test
    void pullsAPage() {
        // Given
        fake.reply(
                json(
                        """
                        {"data":{"syncPosts":{"items":[%s],"nextToken":null,
                        "startedAt":1772443900000}}}\
                        """
                                .formatted(RemoteFixture.post("p1", 3))));

        // When
        PullOutcome outcome =
                end(
                        backend(PATIENT)
                                .pull(
                                        new PageRequest(
                                                "Post", Instant.ofEpochMilli(7), "next", 50),
                                        new Expression.Everything()));

        // Then
        assertThat(((PullOutcome.Page) outcome).items()).hasSize(1);
        assertThat(fake.requests().getFirst().variables())
                .isEqualTo(Map.of("limit", 50, "nextToken", "next", "lastSync", 7));
    }

    @Test
    void fetchesAnItem() {
        // Given
        fake.reply(json("{\"data\":{\"getPost\":null}}"));

        // Then
        assertThat(end(RemoteFixture.fetch(backend(PATIENT), RemoteFixture.KEY)))
                .isEqualTo(new FetchOutcome.Absent());
        assertThat(fake.requests().getFirst().variables()).isEqualTo(Map.of("id", "p1"));
    }

    @Test
    void AC89_callsASilentBackendUnansweredWithinTheTimeLimit() {
        // Given
        fake.reply(new Reply.Silence());

        // Then
        assertThat(end(RemoteFixture.push(backend(IMPATIENT), UPDATE, new Version(3))))
                .isEqualTo(new PushOutcome.Unanswered("no answer within 2000 ms"));
    }

    @Test
    void AC152_cancelledCallsEndAtOnceAndTheirConnectionsAreFree() {
        // Given
        AppSyncBackend backend = backend(PATIENT);
        fake.reply(new Reply.Silence());
        CompletionStage<PushOutcome> push = RemoteFixture.push(backend, UPDATE, new Version(3));
        await().until(() -> fake.requests().size() == 1);

        // When
        int cancelled = end(backend.cancelCalls());
        fake.reply(json(ANSWER));

        // Then
        assertThat(cancelled).isEqualTo(1);
        assertThat(end(push)).isEqualTo(new PushOutcome.Unanswered("cancelled"));
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Accepted.class);
        assertThat(end(backend.cancelCalls())).isZero();
    }

    @Test
    void AC89_callsACutConnectionUnanswered() {
        // Given
        AppSyncBackend backend = backend(PATIENT);
        fake.reply(new Reply.Reset(), new Reply.Torn());

        // Then
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Unanswered.class);
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Unanswered.class);
    }

    @Test
    void AC89_defersWhenNobodyListens() throws Exception {
        // Given
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/graphql");
        }
        AppSyncBackend backend = backend(nobody, PATIENT);

        // Then
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Deferred.class);
        assertThat(
                        end(
                                backend.pull(
                                        new PageRequest("Post", null, null, 10),
                                        new Expression.Everything())))
                .isInstanceOf(PullOutcome.Failed.class);
        assertThat(end(RemoteFixture.fetch(backend, RemoteFixture.KEY)))
                .isInstanceOf(FetchOutcome.Failed.class);
    }

    @Test
    void goesOnAfterAPageOfAHotelsProxy() {
        // Given
        AppSyncBackend backend = backend(PATIENT);
        fake.reply(json("<html>Sign in</html>"), status(502, "Bad gateway"), json(ANSWER));

        // Then
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Unanswered.class);
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Unanswered.class);
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Accepted.class);
    }

    @Test
    void AC91_readsRetryAfterFromTheHeaders() {
        // Given
        AppSyncBackend backend = backend(PATIENT);
        fake.reply(status(429, "3", ""), status(503, "Mon, 02 Mar 2026 09:30:20 GMT", "busy"));

        // Then
        assertThat(pause(end(RemoteFixture.push(backend, UPDATE, new Version(3)))))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(pause(end(RemoteFixture.push(backend, UPDATE, new Version(3)))))
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void getsItsConnectionsBackFromRequestsThatWereNeverAnswered() {
        // Given
        AppSyncBackend backend = backend(IMPATIENT);
        fake.reply(IntStream.range(0, 32).mapToObj(_ -> new Reply.Silence()).toArray(Reply[]::new));
        List<CompletionStage<PushOutcome>> unanswered =
                IntStream.range(0, 32)
                        .<CompletionStage<PushOutcome>>mapToObj(
                                _ -> RemoteFixture.push(backend, UPDATE, new Version(3)))
                        .toList();
        unanswered.forEach(AppSyncBackendIT::end);
        fake.reply(json(ANSWER));

        // When
        PushOutcome outcome = end(RemoteFixture.push(backend, UPDATE, new Version(3)));

        // Then
        assertThat(outcome).isInstanceOf(PushOutcome.Accepted.class);
    }

    @Test
    void failsCallsThatComeAfterItIsClosed() {
        // Given
        AppSyncBackend backend = backend(PATIENT);

        // When
        end(backend.close());

        // Then
        assertThat(end(RemoteFixture.push(backend, UPDATE, new Version(3))))
                .isInstanceOf(PushOutcome.Deferred.class);
    }

    private AppSyncBackend backend(Timeouts timeouts) {
        return backend(fake.endpoint(), timeouts);
    }

    private AppSyncBackend backend(URI endpoint, Timeouts timeouts) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-02T09:30:00Z"));
        return new AppSyncBackend(
                vertx,
                RemoteFixture.SCHEMA,
                new RemoteSettings(
                        endpoint,
                        Access.only(new ApiKey("da2-secret")),
                        timeouts,
                        null,
                        RemoteSettings.SUBSCRIPTIONS_PER_CONNECTION),
                clock);
    }

    private static Duration pause(PushOutcome outcome) {
        return ((PushOutcome.Deferred) outcome).pause();
    }

    private static <T> T end(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
