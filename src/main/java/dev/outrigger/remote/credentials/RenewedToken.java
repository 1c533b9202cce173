package dev.outrigger.remote.credentials;

import dev.outrigger.remote.credentials.TokenGrant.Granted;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A token that is asked for anew before it expires. However many requests want it, the issuer is
/// asked once at a time, and those that come while the old one still holds do not wait.
public final class RenewedToken implements Token {
    /// The part of its lifetime that a token has left when the next is asked for: enough for
    /// several tries, and no burden for the issuer.
    private static final int LIFETIME_PARTS = 5;

    /// The longest of that, so that a token of a day is not thrown away hours too early.
    static final Duration LONGEST_LEAD = Duration.ofMinutes(5);

    /// Between two askings, whatever came of the first: an issuer that refuses, and a backend that
    /// turns away what is fresh, would otherwise be asked at the pace of the requests.
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final TokenGrant grant;
    private final InstantSource clock;
    private @Nullable Held held;
    private @Nullable Future<Found> asking;
    private Instant askedAt = Instant.MIN;
    private Found latestFailure = new Found.Unreachable("no token was asked for");

    /// @param clock local; only its progress counts, as lifetimes are told and not times
    public RenewedToken(TokenGrant grant, InstantSource clock) {
        this.grant = grant;
        this.clock = clock;
    }

    /// A token with its times by the local clock.
    private record Held(String text, Instant renewAt, Instant expiresAt) {
        static Held of(Granted.Token token, Instant askedAt) {
            Duration part = token.lifetime().dividedBy(LIFETIME_PARTS);
            Duration lead = part.compareTo(LONGEST_LEAD) < 0 ? part : LONGEST_LEAD;
            Instant expiresAt = askedAt.plus(token.lifetime());
            return new Held(token.text(), expiresAt.minus(lead), expiresAt);
        }
    }

    @Override
    public Future<Found> find() {
        Instant now = clock.instant();
        Held token = held;
        if (token != null && now.isBefore(token.renewAt())) {
            return Future.succeededFuture(new Found.Present(token.text()));
        }
        Future<Found> renewal = renew(now);
        return token != null && now.isBefore(token.expiresAt())
                ? Future.succeededFuture(new Found.Present(token.text()))
                : renewal;
    }

    private Future<Found> renew(Instant now) {
        if (asking != null) {
            return asking;
        }
        if (paused(now)) {
            return Future.succeededFuture(latestFailure);
        }
        askedAt = now;
        Future<Found> begun = grant.ask().map(granted -> taken(granted, now));
        asking = begun.isComplete() ? null : begun;
        begun.onComplete(_ -> asking = null);
        return begun;
    }

    /// A clock that was put back does not make the pause longer.
    private boolean paused(Instant now) {
        return !askedAt.equals(Instant.MIN)
                && !now.isBefore(askedAt)
                && now.isBefore(askedAt.plus(PAUSE));
    }

    private Found taken(Granted granted, Instant at) {
        Found found =
                switch (granted) {
                    case Granted.Token token -> {
                        held = Held.of(token, at);
                        yield new Found.Present(token.text());
                    }
                    case Granted.Denied(String reason) -> new Found.Absent(reason);
                    case Granted.Unreachable(String reason) -> new Found.Unreachable(reason);
                };
        if (!(found instanceof Found.Present)) {
            latestFailure = found;
        }
        return found;
    }

    @Override
    public Credentials.Prospect turnedAway(String token) {
        Held shown = held;
        if (shown == null || !shown.text().equals(token)) {
            return Credentials.Prospect.FRESH;
        }
        if (paused(clock.instant())) {
            return Credentials.Prospect.SAME;
        }
        held = null;
        latestFailure = new Found.Unreachable("the backend turned the token away");
        return Credentials.Prospect.FRESH;
    }

    /// An issuer that could not be asked, or denies one for now, is asked again.
    @Override
    public boolean present() {
        return held != null || !(latestFailure instanceof Found.Absent);
    }
}
