package dev.outrigger.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;

import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Remembers the keys of one issuer. They are read anew when they are old, and when a token names
/// one that is not among them, since issuers change their keys; one reading serves all who wait.
final class IssuerKeys {
    private static final Logger LOGGER = LoggerFactory.getLogger(IssuerKeys.class);

    /// After this the keys are read anew, while those that are known go on being used.
    static final Duration REFRESH_AFTER = Duration.ofMinutes(15);

    /// For so long known keys are used while the issuer cannot be reached. A key that it withdrew
    /// is trusted for that long, and nobody is locked out by an outage shorter than this.
    static final Duration FORGET_AFTER = Duration.ofHours(4);

    /// Between two readings, whatever tokens name: otherwise anybody could make this backend a
    /// burden for the issuer.
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final String issuer;
    private final Supplier<CompletionStage<JWKSet>> document;
    private final InstantSource clock;

    private JWKSet known = new JWKSet();
    private Instant readAt = Instant.MIN;
    private Instant triedAt = Instant.MIN;
    private @Nullable CompletableFuture<Boolean> reading;

    IssuerKeys(String issuer, Supplier<CompletionStage<JWKSet>> document, InstantSource clock) {
        this.issuer = issuer;
        this.document = document;
        this.clock = clock;
    }

    /// The keys that may have signed a token.
    sealed interface Found {
        record Keys(List<JWK> keys) implements Found {}

        /// The issuer has no such key.
        record None() implements Found {}

        /// The issuer's keys cannot be had.
        record Unknown() implements Found {}
    }

    CompletionStage<Found> find(JWSHeader header) {
        Found found = known(header);
        return switch (found) {
            case Found.Keys _ -> {
                if (older(REFRESH_AFTER)) {
                    read();
                }
                yield CompletableFuture.completedFuture(found);
            }
            case Found.None _, Found.Unknown _ -> read().thenApply(_ -> known(header));
        };
    }

    private synchronized Found known(JWSHeader header) {
        if (older(FORGET_AFTER)) {
            return new Found.Unknown();
        }
        List<JWK> keys = new JWKSelector(JWKMatcher.forJWSHeader(header)).select(known);
        return keys.isEmpty() ? new Found.None() : new Found.Keys(keys);
    }

    private synchronized boolean older(Duration age) {
        return readAt.equals(Instant.MIN) || clock.instant().isAfter(readAt.plus(age));
    }

    /// Reads the keys, unless they are being read, or were a moment ago.
    private synchronized CompletionStage<Boolean> read() {
        if (reading != null) {
            return reading;
        }
        Instant now = clock.instant();
        if (!triedAt.equals(Instant.MIN) && now.isBefore(triedAt.plus(PAUSE))) {
            return CompletableFuture.completedFuture(false);
        }
        triedAt = now;
        var begun = new CompletableFuture<Boolean>();
        reading = begun;
        document.get().whenComplete((keys, failure) -> ended(begun, keys, failure));
        return begun;
    }

    private void ended(
            CompletableFuture<Boolean> begun, @Nullable JWKSet keys, @Nullable Throwable failure) {
        synchronized (this) {
            reading = null;
            if (keys != null) {
                known = keys;
                readAt = clock.instant();
            }
        }
        if (failure != null) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.ISSUER, issuer)
                    .addKeyValue(LogKey.ERROR, OutsideCalls.reason(failure))
                    .log("The keys of an issuer could not be read");
        }
        begun.complete(keys != null);
    }
}
