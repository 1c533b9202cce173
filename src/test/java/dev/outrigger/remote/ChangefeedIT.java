package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.json.Json;
import dev.outrigger.remote.RemoteSettings.Timeouts;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.FakeAppSync;
import dev.outrigger.testing.FakeFeed;
import dev.outrigger.testing.FeedRecorder;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class ChangefeedIT {
    /// Long enough for a loaded machine, short enough to wait for it to pass.
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final Timeouts PATIENT = Timeouts.defaults();
    private static final Timeouts IMPATIENT = new Timeouts(SHORT, SHORT, SHORT);

    private final FeedRecorder recorder = new FeedRecorder();
    private Vertx vertx;
    private FakeAppSync fake;
    private FakeFeed feed;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        fake = FakeAppSync.start(vertx);
        feed = fake.feed();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void subscribesToEveryKindOfMutationOfEveryModel() {
        // When
        listen();

        // Then
        awaitCalls("acknowledged");
        assertThat(feed.subscribed())
                .containsExactlyInAnyOrder(
                        "onCreatePost",
                        "onUpdatePost",
                        "onDeletePost",
                        "onCreateComment",
                        "onUpdateComment",
                        "onDeleteComment");
    }

    @Test
    void presentsTheKeyInTheHandshakeAndWithEachSubscription() {
        // Given
        Map<String, Object> expected =
                Map.of("host", fake.endpoint().getAuthority(), "x-api-key", "da2-secret");

        // When
        listen();

        // Then
        awaitCalls("acknowledged");
        assertThat(feed.credentials()).isEqualTo(expected);
        assertThat(feed.starts())
                .allSatisfy(
                        start ->
                                assertThat(Json.write(start))
                                        .contains("\"extensions\":{\"authorization\":{")
                                        .contains("da2-secret"));
    }

    @Test
    void passesOnItemsInTheOrderOfTheirArrival() {
        // Given
        opened();

        // When
        feed.publish("onCreatePost", RemoteFixture.post("p1", 1));
        feed.publish("onUpdatePost", RemoteFixture.post("p1", 2));
        feed.publish("onDeletePost", RemoteFixture.tombstone("p1", 3));

        // Then
        awaitCalls(
                "acknowledged",
                "received Post/p1 v1",
                "received Post/p1 v2",
                "received Post/p1 v3 deleted");
    }

    @Test
    void AC115_tellsWhatItCannotReadAndGoesOn() {
        // Given
        opened();

        // When
        feed.publish("onUpdatePost", "{\"id\":\"p1\"}");
        feed.publish("onUpdatePost", "null");
        feed.send("{\"type\":\"data\",\"id\":\"unknown\",\"payload\":{}}");
        feed.send("{\"type\":\"invented\"}");
        feed.publish("onUpdatePost", RemoteFixture.post("p1", 2));

        // Then
        awaitCalls(
                "acknowledged",
                "unread Post/p1: the item of onUpdatePost cannot be read: /_version is null, not a"
                        + " positive integer; /_lastChangedAt is null, not a positive integer",
                "unread Post: the item of onUpdatePost cannot be read: it is null, not an object",
                "received Post/p1 v2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unauthorized",
                "OperationDisabled",
                "UnsupportedOperation",
                "ValidationError",
                ""
            })
    void AC134_goesOnWithoutASubscriptionThatIsWithheld(String errorType) {
        // Given
        feed.refuse("onCreateComment", errorType);
        listen();
        awaitCalls("acknowledged");

        // When
        feed.complete("onCreateComment");
        feed.publish("onCreatePost", RemoteFixture.post("p1", 1));

        // Then
        awaitCalls("acknowledged", "received Post/p1 v1");
    }

    @Test
    void AC134_asksAgainForWhatWasWithheldAndBeginsAnewOnceItIsGiven() {
        // Given
        feed.refuse("onCreateComment", "Unauthorized");
        Timeouts eager = new Timeouts(SHORT, SHORT, SHORT, Duration.ofMillis(100));
        backend(fake.endpoint(), eager).listen(RemoteFixture.MODELS, Expressions.none(), recorder);
        awaitCalls("acknowledged");
        await().atMost(Duration.ofSeconds(20)).until(() -> feed.starts().size() > 8);
        assertThat(recorder.calls()).containsExactly("acknowledged");
        assertThat(recorder.withheld()).containsExactly("Comment");

        // When
        feed.allow("onCreateComment");

        // Then
        awaitCalls("acknowledged", "lost the backend gives onCreateComment again");
        awaitNoSocket();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DuplicatedOperationError", "UnauthorizedException"})
    void isLostWhenASubscriptionFails(String errorType) {
        // Given
        feed.refuse("onCreateComment", errorType);

        // When
        listen();

        // Then
        awaitCalls("lost the backend reported: " + errorType + ": as the test wished");
    }

    @Test
    void isLostWhenTheKeyIsNotAccepted() {
        // Given
        feed.refuseConnection("UnauthorizedException");

        // When
        listen();

        // Then
        awaitCalls("lost the backend reported: UnauthorizedException: as the test wished");
    }

    @Test
    void isLostWhenTheHandshakeIsRefused() {
        // Given
        feed.refuseHandshake(403);

        // When
        listen();

        // Then
        awaitCalls("lost the WebSocket was refused with HTTP 403");
    }

    @Test
    void isLostWhenNobodyListens() {
        // Given
        URI endpoint = fake.endpoint();
        fake.close();

        // When
        backend(endpoint, PATIENT).listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        awaitSingleLoss();
    }

    @Test
    void isLostWhenTheConnectionIsNotAcknowledged() {
        // Given
        feed.keepSilent();

        // When
        backend(fake.endpoint(), IMPATIENT)
                .listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        awaitCalls("lost the backend did not acknowledge the connection");
    }

    @Test
    void isLostWhenOneSubscriptionIsNotAcknowledged() {
        // Given
        feed.ignore("onDeletePost");

        // When
        backend(fake.endpoint(), IMPATIENT)
                .listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        awaitCalls("lost the backend did not acknowledge every subscription");
    }

    @Test
    void isLostWhenTheBackendFallsSilent() {
        // Given
        feed.promiseKeepAlive(SHORT.toMillis());

        // When
        listen();

        // Then
        awaitCalls("acknowledged", "lost nothing was heard from the backend for 3000 ms");
    }

    @Test
    void staysOpenWhileTheBackendIsHeard() {
        // Given
        AtomicInteger keepAlives = new AtomicInteger();
        feed.promiseKeepAlive(SHORT.toMillis());
        opened();

        // When
        vertx.setPeriodic(
                100,
                _ -> {
                    feed.keepAlive();
                    keepAlives.incrementAndGet();
                });
        await().atMost(Duration.ofSeconds(20)).until(() -> keepAlives.get() > 35);

        // Then
        assertThat(recorder.calls()).containsExactly("acknowledged");
    }

    @Test
    void isLostOnceWhenTheConnectionIsClosed() {
        // Given
        opened();

        // When
        feed.send("{\"type\":\"connection_error\",\"payload\":{}}");
        feed.closeSockets();

        // Then
        awaitCalls("acknowledged", "lost the backend reported: the backend named no error");
        awaitNoSocket();
        assertThat(recorder.calls()).hasSize(2);
    }

    @Test
    void isLostWhenTheServerClosesTheSocket() {
        // Given
        opened();

        // When
        feed.closeSockets();

        // Then
        awaitCalls("acknowledged", "lost the connection was closed with status 1000");
    }

    @Test
    void isLostWhenTheBackendEndsASubscription() {
        // Given
        opened();

        // When
        feed.complete("onUpdatePost");

        // Then
        awaitCalls("acknowledged", "lost the backend ended a subscription");
    }

    @Test
    void isLostWhenAFrameIsNotJson() {
        // Given
        opened();

        // When
        feed.send("<html>");

        // Then
        awaitCalls("acknowledged", "lost the backend sent a frame that is not JSON");
    }

    @Test
    void saysNothingOnceItIsClosed() {
        // Given
        Backend.Link link = opened();

        // When
        link.close();
        feed.publish("onUpdatePost", RemoteFixture.post("p1", 2));

        // Then
        awaitNoSocket();
        assertThat(recorder.calls()).containsExactly("acknowledged");
    }

    @Test
    void canBeClosedBeforeItIsOpen() {
        // When
        listen().close();

        // Then
        awaitNoSocket();
        assertThat(recorder.calls()).isEmpty();
    }

    @Test
    void neverTellsTheKeyInAReason() {
        // Given: a server that does not speak the sub-protocol
        URI endpoint =
                URI.create(
                        "http://127.0.0.1:"
                                + vertx.createHttpServer()
                                        .webSocketHandler(_ -> {})
                                        .listen(0, "127.0.0.1")
                                        .await()
                                        .actualPort()
                                + "/graphql");

        // When
        backend(endpoint, PATIENT).listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        awaitSingleLoss();
        assertThat(recorder.calls().getFirst()).doesNotContain("header-ey");
    }

    private Backend.Link listen() {
        return backend(fake.endpoint(), PATIENT)
                .listen(RemoteFixture.MODELS, Expressions.none(), recorder);
    }

    private Backend.Link opened() {
        Backend.Link link = listen();
        awaitCalls("acknowledged");
        return link;
    }

    private AppSyncBackend backend(URI endpoint, Timeouts timeouts) {
        return new AppSyncBackend(
                vertx,
                RemoteFixture.SCHEMA,
                new RemoteSettings(
                        endpoint,
                        Access.only(new ApiKey("da2-secret")),
                        timeouts,
                        null,
                        RemoteSettings.SUBSCRIPTIONS_PER_CONNECTION),
                InstantSource.system());
    }

    private void awaitCalls(String... calls) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recorder.calls()).isEqualTo(List.of(calls)));
    }

    private void awaitSingleLoss() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(recorder.calls())
                                        .singleElement()
                                        .asString()
                                        .startsWith("lost"));
    }

    private void awaitNoSocket() {
        await().atMost(Duration.ofSeconds(20)).until(() -> feed.openSockets() == 0);
    }
}
