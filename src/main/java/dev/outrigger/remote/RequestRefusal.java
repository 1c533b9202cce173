package dev.outrigger.remote;

import org.jspecify.annotations.Nullable;

/// Tells whether a backend refuses a request as it is written, so that another wording may help, as
/// opposed to another moment or caller.
final class RequestRefusal {
    private RequestRefusal() {}

    /// Why the backend refuses the request, or null when it does not.
    ///
    /// @param field the only root field of what was asked
    static @Nullable String in(HttpAnswer answer, String field) {
        GraphQlAnswer body =
                answer instanceof HttpAnswer.Received received
                        ? GraphQlAnswer.read(received.body(), field)
                        : null;
        boolean refused =
                body != null
                        && body.result() == null
                        && body.errors().stream().anyMatch(RequestRefusal::isOne);
        return refused ? body.reason() : null;
    }

    static boolean isOne(GraphQlError error) {
        return switch (error.errorType()) {
            case "Unauthorized",
                    "UnauthorizedException",
                    "MaxSubscriptionsReachedError",
                    "OperationDisabled" ->
                    false;
            case String type -> !ErrorTypes.isBusy(type) && !ErrorTypes.isFault(type);
        };
    }
}
