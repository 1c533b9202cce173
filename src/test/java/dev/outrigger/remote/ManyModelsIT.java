package dev.outrigger.remote;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.FakeAppSync;
import dev.outrigger.testing.FakeFeed;
import dev.outrigger.testing.FeedRecorder;
import dev.outrigger.testing.Schemas;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// More subscriptions than the backend takes on one connection.
@Timeout(60)
class ManyModelsIT {
    private static final int MODELS = 60;
    private static final Schema SCHEMA =
            Schemas.of(
                    IntStream.range(0, MODELS)
                            .mapToObj("type M%d @model { id: ID! }\n"::formatted)
                            .collect(Collectors.joining()));

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

    /// The limit is known, or found out.
    @ParameterizedTest
    @CsvSource({"100, 100, 2", "50, 50, 4", "100, 50, 4", "100, 7, 26"})
    void R10_sixtyModelsAreAllLiveOnAsFewSocketsAsTheLimitTakes(
            int expected, int limit, int sockets) {
        // Given
        feed.limit(limit);

        // When
        listen(expected);

        // Then
        eventually(() -> assertThat(recorder.calls()).containsExactly("acknowledged"));
        assertThat(feed.subscribed()).hasSize(3 * MODELS);
        assertThat(feed.carried()).allMatch(carried -> carried <= limit);
        assertThat(feed.carried().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3 * MODELS);
        assertThat(feed.openSockets()).isEqualTo(sockets);

        // When
        for (int model = 0; model < MODELS; model++) {
            feed.publish("onCreateM" + model, item(1));
            feed.publish("onDeleteM" + model, item(2));
        }

        // Then
        eventually(() -> assertThat(recorder.items()).hasSize(2 * MODELS));
        assertThat(recorder.items().stream().map(RemoteItem::key).map(ItemKey::model).distinct())
                .hasSize(MODELS);
    }

    @Test
    void R10_theLossOfOneSocketIsTheLossOfTheWholeLink() {
        // Given
        feed.limit(100);
        listen(100);
        eventually(() -> assertThat(recorder.calls()).containsExactly("acknowledged"));

        // When
        feed.complete("onUpdateM" + (MODELS - 1));

        // Then
        eventually(
                () ->
                        assertThat(recorder.calls())
                                .containsExactly(
                                        "acknowledged", "lost the backend ended a subscription"));
        eventually(() -> assertThat(feed.openSockets()).isZero());
    }

    @Test
    void aBackendThatTakesNothingIsNotOpenedForEver() {
        // Given
        feed.limit(0);

        // When
        listen(100);

        // Then
        eventually(
                () ->
                        assertThat(recorder.calls())
                                .singleElement()
                                .asString()
                                .startsWith("lost the backend takes"));
        eventually(() -> assertThat(feed.openSockets()).isZero());
    }

    @Test
    void aBackendThatTakesTooFewIsToldSo() {
        // When
        listen(3);

        // Then
        eventually(
                () ->
                        assertThat(recorder.calls())
                                .containsExactly(
                                        "lost the backend takes only 3 subscriptions on a"
                                                + " connection, which is too few for 180"));
        eventually(() -> assertThat(feed.openSockets()).isZero());
    }

    private void listen(int subscriptionsPerConnection) {
        new AppSyncBackend(
                        vertx,
                        SCHEMA,
                        new RemoteSettings(
                                fake.endpoint(),
                                Access.only(new ApiKey("key")),
                                RemoteSettings.Timeouts.defaults(),
                                null,
                                subscriptionsPerConnection),
                        InstantSource.system())
                .listen(
                        SCHEMA.models().stream().map(Model::name).toList(),
                        Expressions.none(),
                        recorder);
    }

    private static String item(int version) {
        return """
        {"id":"i","_version":%d,"_lastChangedAt":1772443800123,"_deleted":null}\
        """
                .formatted(version);
    }
}
