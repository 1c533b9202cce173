package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Credentials.Prospect;
import dev.outrigger.remote.credentials.Posting;
import dev.outrigger.remote.credentials.Shown;

import io.vertx.core.Future;

import java.util.List;
import java.util.function.Function;

/// Sends one request with the credentials that the backend lets in: each way in its order, and each
/// once more when what it showed was turned away and it has something fresh to show.
///
/// Only a request that the backend did not carry out is sent again.
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

    /// @param ways at least one
    Future<HttpAnswer> with(List<Credentials> ways) {
        return show(ways, Round.FIRST);
    }

    private Future<HttpAnswer> show(List<Credentials> ways, Round round) {
        return ways.getFirst()
                .show(posting)
                .compose(
                        shown ->
                                switch (shown) {
                                    case Shown.Headers headers ->
                                            send.apply(headers)
                                                    .compose(
                                                            answer ->
                                                                    judged(
                                                                            ways, round, headers,
                                                                            answer));
                                    case Shown.NotSignedIn(String reason) ->
                                            next(ways, new HttpAnswer.NothingToShow(reason));
                                    case Shown.Unavailable(String reason) ->
                                            next(ways, new HttpAnswer.NotSent(reason));
                                });
    }

    private Future<HttpAnswer> judged(
            List<Credentials> ways, Round round, Shown.Headers shown, HttpAnswer answer) {
        return switch (welcome.apply(answer)) {
            case LET_IN -> Future.succeededFuture(answer);
            case WITHOUT_RIGHTS -> next(ways, answer);
            case TURNED_AWAY ->
                    ways.getFirst().turnedAway(shown) == Prospect.FRESH && round == Round.FIRST
                            ? show(ways, Round.AGAIN)
                            : next(ways, answer);
        };
    }

    private Future<HttpAnswer> next(List<Credentials> ways, HttpAnswer otherwise) {
        return ways.size() == 1
                ? Future.succeededFuture(otherwise)
                : show(ways.subList(1, ways.size()), Round.FIRST);
    }
}
