package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Credentials.Prospect;
import dev.outrigger.remote.credentials.Posting;
import dev.outrigger.remote.credentials.Shown;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/// Sends one request with the credentials that the backend lets in: each way in its order, and each
/// once more when what it showed was turned away and it has something fresh to show.
///
/// Only a request that the backend did not carry out is sent again. That one way lacks the rights
/// is the last word only when every way before was heard: what could not be shown, or has expired,
/// may have them.
final class Negotiation {
    private final Posting posting;
    private final Function<Shown.Headers, Future<HttpAnswer>> send;
    private final Function<HttpAnswer, Welcome> welcome;

    /// @param welcome what an answer says of the credentials
    /// @param send sends the request with these headers; never failed
    Negotiation(
            Function<HttpAnswer, Welcome> welcome,
            Posting posting,
            Function<Shown.Headers, Future<HttpAnswer>> send) {
        this.welcome = welcome;
        this.posting = posting;
        this.send = send;
    }

    /// Whether a way was shown once already.
    private enum Round {
        FIRST,
        AGAIN
    }

    /// @param ways the one that is tried, and those after it
    /// @param unheard what came of the first way that was not heard, or null while all were
    private record Attempt(List<Credentials> ways, Round round, @Nullable HttpAnswer unheard) {
        Credentials way() {
            return ways.getFirst();
        }

        Attempt again() {
            return new Attempt(ways, Round.AGAIN, unheard);
        }

        Attempt notHeard(HttpAnswer answer) {
            return new Attempt(ways, round, unheard == null ? answer : unheard);
        }
    }

    /// @param ways at least one
    Future<HttpAnswer> with(List<Credentials> ways) {
        return show(new Attempt(ways, Round.FIRST, null));
    }

    private Future<HttpAnswer> show(Attempt attempt) {
        return attempt.way().show(posting).compose(shown -> shown(attempt, shown));
    }

    private Future<HttpAnswer> shown(Attempt attempt, Shown shown) {
        return switch (shown) {
            case Shown.Headers headers ->
                    send.apply(headers).compose(answer -> judged(attempt, headers, answer));
            case Shown.NotSignedIn(String reason) ->
                    unheard(attempt, new HttpAnswer.NothingToShow(reason));
            case Shown.Unavailable(String reason) ->
                    unheard(attempt, new HttpAnswer.NotSent(reason));
        };
    }

    private Future<HttpAnswer> judged(Attempt attempt, Shown.Headers shown, HttpAnswer answer) {
        return switch (welcome.apply(answer)) {
            case LET_IN -> Future.succeededFuture(answer);
            case WITHOUT_RIGHTS -> next(attempt, answer);
            case TURNED_AWAY ->
                    attempt.way().turnedAway(shown) == Prospect.FRESH
                                    && attempt.round() == Round.FIRST
                            ? show(attempt.again())
                            : unheard(attempt, answer);
        };
    }

    private Future<HttpAnswer> unheard(Attempt attempt, HttpAnswer answer) {
        return next(attempt.notHeard(answer), answer);
    }

    private Future<HttpAnswer> next(Attempt attempt, HttpAnswer answer) {
        List<Credentials> left = attempt.ways().subList(1, attempt.ways().size());
        HttpAnswer unheard = attempt.unheard();
        return left.isEmpty()
                ? Future.succeededFuture(unheard == null ? answer : unheard)
                : show(new Attempt(left, Round.FIRST, unheard));
    }
}
