package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Token;
import dev.outrigger.remote.credentials.TokenCredentials;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.FakeAppSync;
import dev.outrigger.testing.FakeFeed;
import dev.outrigger.testing.FeedRecorder;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// A token that one subscription is turned away with is renewed, once.
@Timeout(60)
class RenewedFeedIT {
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

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "UnauthorizedException")
    void aSubscriptionThatIsTurnedAwayIsAskedForOnceMoreWithARenewedToken(
            @Nullable String errorType) {
        // Given
        feed.refuseToken("token-0", errorType);

        // When
        listenWith(new NumberedToken(1));

        // Then
        awaitCalls("acknowledged");
        assertThat(feed.starts()).hasSize(12);
    }

    @Test
    void aSubscriptionThatIsTurnedAwayAgainEndsTheLinkAndTheAsking() {
        // Given
        feed.refuseToken("token", "UnauthorizedException");

        // When
        listenWith(new NumberedToken(Integer.MAX_VALUE));

        // Then
        awaitCalls("lost the backend reported: UnauthorizedException: as the test wished");
        awaitNoSocket();
        assertThat(feed.starts()).hasSizeLessThanOrEqualTo(12);
    }

    private void listenWith(Token token) {
        Access access = Access.only(new TokenCredentials(token, Set.of(Provider.USER_POOLS)));
        new AppSyncBackend(
                        vertx,
                        RemoteFixture.SCHEMA,
                        RemoteSettings.of(fake.endpoint(), access),
                        InstantSource.system())
                .listen(RemoteFixture.MODELS, Expressions.none(), recorder);
    }

    /// A token that can be renewed some times.
    private static final class NumberedToken implements Token {
        private final int renewals;
        private int number;

        NumberedToken(int renewals) {
            this.renewals = renewals;
        }

        @Override
        public Future<Found> find() {
            return Future.succeededFuture(new Found.Present("token-" + number));
        }

        @Override
        public Credentials.Prospect turnedAway(String shown) {
            if (!shown.equals("token-" + number)) {
                return Credentials.Prospect.FRESH;
            }
            if (number == renewals) {
                return Credentials.Prospect.SAME;
            }
            number++;
            return Credentials.Prospect.FRESH;
        }

        @Override
        public boolean present() {
            return true;
        }
    }

    private void awaitCalls(String... calls) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recorder.calls()).isEqualTo(List.of(calls)));
    }

    private void awaitNoSocket() {
        await().atMost(Duration.ofSeconds(20)).until(() -> feed.openSockets() == 0);
    }
}
