package dev.outrigger.remote;

import dev.outrigger.sync.BackendError;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.Rejection.Cause;

import java.util.List;
import java.util.Set;

/// Says whose matter the errors are that end a mutation.
final class Rejections {
    /// Given to an error without a type: GraphQL's own checks name none.
    private static final String UNTYPED = "ValidationError";

    /// The input does not fit the backend's schema, or what its resolver checks.
    private static final Set<String> BAD_RECORD =
            Set.of(
                    UNTYPED,
                    "BadRequestException",
                    "MappingTemplate",
                    "PayloadTooLarge",
                    "ValidationException");

    private Rejections() {}

    /// @param answer with at least one error
    static Rejection of(GraphQlAnswer answer) {
        List<BackendError> errors = answer.errors().stream().map(Rejections::error).toList();
        return new Rejection(cause(errors), errors);
    }

    private static Cause cause(List<BackendError> errors) {
        if (errors.stream().anyMatch(error -> error.errorType().equals("Unauthorized"))) {
            return Cause.UNAUTHORIZED;
        }
        return errors.stream().map(BackendError::errorType).anyMatch(BAD_RECORD::contains)
                ? Cause.BAD_RECORD
                : Cause.UNKNOWN;
    }

    private static BackendError error(GraphQlError error) {
        return new BackendError(
                error.errorType().isEmpty() ? UNTYPED : error.errorType(), error.message());
    }
}
