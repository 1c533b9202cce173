package dev.outrigger.remote.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.remote.credentials.Credentials.Prospect;
import dev.outrigger.remote.credentials.Token.Found;
import dev.outrigger.remote.credentials.TokenGrant.Granted;
import dev.outrigger.testing.ManualClock;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class RenewedTokenTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final List<Promise<Granted>> askings = new ArrayList<>();
    private final RenewedToken token = new RenewedToken(this::ask, clock);

    private Future<Granted> ask() {
        Promise<Granted> asking = Promise.promise();
        askings.add(asking);
        return asking.future();
    }

    private void give(Granted granted) {
        askings.getLast().complete(granted);
    }

    private Found found() {
        return token.find().result();
    }

    @Test
    void asksOnceForAllWhoWait() {
        // Given
        Future<Found> first = token.find();
        Future<Found> second = token.find();

        // When
        give(new Granted.Token("a", HOUR));

        // Then
        assertThat(askings).hasSize(1);
        assertThat(first.result()).isEqualTo(new Found.Present("a"));
        assertThat(second.result()).isEqualTo(new Found.Present("a"));
    }

    @Test
    void R9_aClockThatIsPutBackADayEndsNeitherThePauseNorTheRenewals() {
        // Given
        token.find();
        give(new Granted.Token("a", HOUR));
        clock.advance(Duration.ofDays(-1));

        // When: by the local clock the token holds for another day
        Prospect prospect = token.turnedAway("a");
        token.find();
        give(new Granted.Token("b", HOUR));

        // Then
        assertThat(prospect).isEqualTo(Prospect.FRESH);
        assertThat(found()).isEqualTo(new Found.Present("b"));
    }

    @Test
    void renewsAheadOfTheEndWhileTheOldTokenIsShown() {
        // Given
        token.find();
        give(new Granted.Token("a", HOUR));
        clock.advance(HOUR.minus(RenewedToken.LONGEST_LEAD));

        // When
        Found meanwhile = found();
        give(new Granted.Token("b", HOUR));

        // Then
        assertThat(askings).hasSize(2);
        assertThat(meanwhile).isEqualTo(new Found.Present("a"));
        assertThat(found()).isEqualTo(new Found.Present("b"));
    }

    @Test
    void aFailedRenewalIsNoLossBeforeTheEnd() {
        // Given
        token.find();
        give(new Granted.Token("a", HOUR));
        clock.advance(HOUR.minus(RenewedToken.LONGEST_LEAD));
        token.find();
        give(new Granted.Unreachable("away"));

        // Then
        assertThat(found()).isEqualTo(new Found.Present("a"));
        clock.advance(RenewedToken.LONGEST_LEAD);
        Future<Found> next = token.find();
        give(new Granted.Unreachable("still away"));
        assertThat(next.result()).isEqualTo(new Found.Unreachable("still away"));
    }

    @Test
    void anIssuerThatRefusesIsNotAskedAtThePaceOfTheRequests() {
        // Given
        token.find();
        give(new Granted.Denied("no such client"));

        // Then
        assertThat(found()).isEqualTo(new Found.Absent("no such client"));
        assertThat(token.present()).isFalse();
        assertThat(askings).hasSize(1);

        // When
        clock.advance(RenewedToken.PAUSE);
        Future<Found> later = token.find();
        give(new Granted.Token("a", HOUR));

        // Then
        assertThat(later.result()).isEqualTo(new Found.Present("a"));
        assertThat(token.present()).isTrue();
    }

    @Test
    void aTokenThatWasTurnedAwayIsNotShownAgain() {
        // Given
        token.find();
        give(new Granted.Token("a", HOUR));
        clock.advance(RenewedToken.PAUSE);

        // When
        Prospect prospect = token.turnedAway("a");
        Future<Found> next = token.find();
        give(new Granted.Token("b", HOUR));

        // Then
        assertThat(prospect).isEqualTo(Prospect.FRESH);
        assertThat(next.result()).isEqualTo(new Found.Present("b"));
        assertThat(token.turnedAway("a")).isEqualTo(Prospect.FRESH);
        assertThat(found()).isEqualTo(new Found.Present("b"));
    }

    @Test
    void aBackendThatTurnsAwayWhatIsFreshCausesNoStormAtTheIssuer() {
        // Given
        token.find();
        give(new Granted.Token("a", HOUR));

        // Then
        assertThat(token.turnedAway("a")).isEqualTo(Prospect.SAME);
        assertThat(found()).isEqualTo(new Found.Present("a"));
        assertThat(askings).hasSize(1);
    }

    @Test
    void neverTellsTheToken() {
        assertThat(new Granted.Token("s3cret", HOUR).toString()).doesNotContain("s3cret");
        assertThat(new Found.Present("s3cret").toString()).doesNotContain("s3cret");
    }
}
