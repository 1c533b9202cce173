package dev.outrigger.remote;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.SignedCredentials;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.FakeAppSync;
import dev.outrigger.testing.FeedRecorder;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/// Keys that STS lends are nothing without their session token, which is signed with the rest.
@Timeout(60)
class SessionKeysIT {
    private static final String SESSION = "lent-by-sts";

    private Vertx vertx;
    private FakeAppSync fake;
    private AppSyncBackend backend;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        fake = FakeAppSync.start(vertx);
        var keys =
                StaticCredentialsProvider.create(
                        AwsSessionCredentials.create("AKIAEXAMPLE", "s3cret", SESSION));
        var signed =
                new SignedCredentials(
                        vertx,
                        keys,
                        new SignedCredentials.Scope("eu-west-1", InstantSource.system()));
        backend =
                new AppSyncBackend(
                        vertx,
                        RemoteFixture.SCHEMA,
                        RemoteSettings.of(fake.endpoint(), Access.only(signed)),
                        InstantSource.system());
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void aRequestShowsTheSessionAndItsSignatureCoversIt() {
        // Given
        Mutation update =
                new Mutation(
                        RemoteFixture.KEY,
                        Mutation.Kind.UPDATE,
                        Map.of("rating", 5),
                        new Predicate.All());

        // When
        RemoteFixture.push(backend, update, new Version(3)).toCompletableFuture().join();

        // Then
        assertShown(fake.requests().getFirst().headers());
    }

    @Test
    void theHandshakeAndEverySubscriptionDoSoToo() {
        // Given
        FeedRecorder recorder = new FeedRecorder();

        // When
        backend.listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        eventually(() -> assertThat(recorder.calls()).contains("acknowledged"));
        assertShown(fake.feed().credentials());
        assertThat(fake.feed().starts())
                .hasSize(6)
                .allSatisfy(
                        start ->
                                assertThat(Json.write(start).toLowerCase(Locale.ROOT))
                                        .contains("\"x-amz-security-token\":\"" + SESSION)
                                        .contains(";x-amz-security-token"));
    }

    private static void assertShown(Map<String, ?> headers) {
        String text = Json.write(headers).toLowerCase(Locale.ROOT);
        assertThat(text)
                .contains("\"x-amz-security-token\":\"" + SESSION)
                .contains(";x-amz-security-token");
    }
}
