package dev.outrigger.remote;

import dev.outrigger.contract.Operation;
import dev.outrigger.remote.credentials.Credentials;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What an answer says about whoever asked.
enum Welcome {
    /// The request was looked at.
    LET_IN,

    /// The credentials are not accepted: they are unknown, or have expired.
    TURNED_AWAY,

    /// The credentials are accepted, and no rule of `@auth` lets their holder do what was asked.
    WITHOUT_RIGHTS;

    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<String> ERROR_TYPES = Set.of("Unauthorized", "UnauthorizedException");

    /// An answer that holds nothing but errors is short; longer ones are not read twice.
    private static final int ERRORS_BYTES_LIMIT = 16 * 1024;

    /// By the status alone, so that [#WITHOUT_RIGHTS] is not found out.
    static Welcome byStatus(HttpAnswer answer) {
        return answer instanceof HttpAnswer.Received received
                        && received.status() == UNAUTHENTICATED
                ? TURNED_AWAY
                : LET_IN;
    }

    /// True for the status of a handshake that was refused because of its credentials.
    static boolean turnsAway(int handshakeStatus) {
        return handshakeStatus == UNAUTHENTICATED || handshakeStatus == FORBIDDEN;
    }

    /// What an answer to the operation says of the credentials.
    ///
    /// @param ways that are left to try; reading the answer here too is worth it only where there
    ///     are several
    static Function<HttpAnswer, Welcome> to(Operation operation, List<Credentials> ways) {
        return ways.size() == 1 ? Welcome::byStatus : answer -> of(answer, operation);
    }

    private static Welcome of(HttpAnswer answer, Operation operation) {
        return byStatus(answer) == LET_IN
                        && answer instanceof HttpAnswer.Received received
                        && withoutRights(received, operation)
                ? WITHOUT_RIGHTS
                : byStatus(answer);
    }

    private static boolean withoutRights(HttpAnswer.Received received, Operation operation) {
        if (received.body().length > ERRORS_BYTES_LIMIT) {
            return false;
        }
        GraphQlAnswer body = GraphQlAnswer.read(received.body(), operation.field());
        return body != null
                && body.result() == null
                && body.errors().stream()
                        .anyMatch(
                                error ->
                                        !error.belowRoot()
                                                && ERROR_TYPES.contains(error.errorType()));
    }
}
