package dev.outrigger.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import dev.outrigger.testing.ManualClock;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class IssuerKeysTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T09:30:00Z"));
    private final ArrayDeque<CompletableFuture<JWKSet>> readings = new ArrayDeque<>();
    private final IssuerKeys keys = new IssuerKeys("issuer", this::read, clock);
    private int read;

    @Test
    void oneReadingServesAllWhoWait() throws JOSEException {
        var first = find("a");
        var second = find("a");
        publish("a");
        assertThat(first.join()).isInstanceOf(IssuerKeys.Found.Keys.class);
        assertThat(second.join()).isInstanceOf(IssuerKeys.Found.Keys.class);
        assertThat(read).isEqualTo(1);
    }

    @Test
    void aKeyThatIsNotAmongThemIsLookedForOnceInAWhile() throws JOSEException {
        known("a");
        clock.advance(IssuerKeys.PAUSE);

        var rotated = find("b");
        publish("b");
        assertThat(rotated.join()).isInstanceOf(IssuerKeys.Found.Keys.class);

        assertThat(find("c").join()).isInstanceOf(IssuerKeys.Found.None.class);
        assertThat(find("a").join()).isInstanceOf(IssuerKeys.Found.None.class);
        assertThat(read).isEqualTo(2);
        clock.advance(IssuerKeys.PAUSE);
        var later = find("c");
        publish("c");
        assertThat(later.join()).isInstanceOf(IssuerKeys.Found.Keys.class);
    }

    @Test
    void oldKeysAreUsedWhileTheyAreReadAnew() throws JOSEException {
        known("a");
        clock.advance(IssuerKeys.REFRESH_AFTER.plusSeconds(1));

        assertThat(find("a").join()).isInstanceOf(IssuerKeys.Found.Keys.class);

        assertThat(read).isEqualTo(2);
        publish("b");
        assertThat(find("a").join()).isInstanceOf(IssuerKeys.Found.None.class);
    }

    @Test
    void anOutageOfTheIssuerIsOutlivedForAWhile() throws JOSEException {
        known("a");
        clock.advance(IssuerKeys.FORGET_AFTER);
        assertThat(find("a").join()).isInstanceOf(IssuerKeys.Found.Keys.class);
        fail();

        clock.advance(Duration.ofSeconds(10));
        var tooLate = find("a");
        fail();
        assertThat(tooLate.join()).isInstanceOf(IssuerKeys.Found.Unknown.class);
    }

    @Test
    void keysThatWereNeverReadAreUnknownAndNotAskedForAllTheTime() throws JOSEException {
        var first = find("a");
        fail();
        assertThat(first.join()).isInstanceOf(IssuerKeys.Found.Unknown.class);
        assertThat(find("a").join()).isInstanceOf(IssuerKeys.Found.Unknown.class);
        assertThat(read).isEqualTo(1);
        clock.advance(IssuerKeys.PAUSE);
        known("a");
    }

    private void known(String id) throws JOSEException {
        var found = find(id);
        publish(id);
        assertThat(found.join()).isInstanceOf(IssuerKeys.Found.Keys.class);
    }

    private CompletableFuture<IssuerKeys.Found> find(String id) {
        return keys.find(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build())
                .toCompletableFuture();
    }

    private void publish(String id) throws JOSEException {
        readings.remove()
                .complete(new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(id).generate()));
    }

    private void fail() {
        readings.remove().completeExceptionally(new IOException("out of reach"));
    }

    private CompletionStage<JWKSet> read() {
        read++;
        var reading = new CompletableFuture<JWKSet>();
        readings.add(reading);
        return reading;
    }
}
