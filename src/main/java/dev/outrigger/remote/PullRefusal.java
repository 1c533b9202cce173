package dev.outrigger.remote;

import dev.outrigger.remote.HttpAnswer.Received;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Predicate;

/// Says why an answer holds no page.
final class PullRefusal {
    private static final Set<String> DENIED = Set.of("Unauthorized", "UnauthorizedException");

    private PullRefusal() {}

    /// The first page was answered to the same query, so that a later one can only be refused for
    /// its token. No text is looked at: each kind of backend has its own.
    ///
    /// @param body null when the answer is no GraphQL response
    static PullOutcome of(PageRequest request, Received received, @Nullable GraphQlAnswer body) {
        String reason =
                body == null
                        ? "HTTP %d with a body that is no GraphQL response"
                                .formatted(received.status())
                        : body.reason();
        if (received.status() == 401
                || received.status() == 403
                || mentions(body, DENIED::contains)) {
            return new PullOutcome.Unauthorized(reason);
        }
        return request.nextToken() != null && isDefinite(received, body)
                ? new PullOutcome.TokenRefused(reason)
                : new PullOutcome.Failed(reason);
    }

    /// True when the backend itself refused the request, and would again.
    static boolean isDefinite(Received received, @Nullable GraphQlAnswer body) {
        return received.status() < 500
                && received.status() != 429
                && body != null
                && !body.errors().isEmpty()
                && !mentions(body, type -> ErrorTypes.isBusy(type) || ErrorTypes.isFault(type));
    }

    private static boolean mentions(@Nullable GraphQlAnswer body, Predicate<String> wanted) {
        return body != null && body.errors().stream().map(GraphQlError::errorType).anyMatch(wanted);
    }
}
