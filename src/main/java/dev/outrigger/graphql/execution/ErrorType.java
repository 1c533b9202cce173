package dev.outrigger.graphql.execution;

/// Values of `errorType`, the key that clients decide by.
public enum ErrorType {
    /// The mutation builds on another version; `data` holds the current item.
    CONFLICT_UNHANDLED("ConflictUnhandled"),
    /// Who resolves conflicts gave no usable answer; `data` holds the current item.
    CONFLICT_ERROR("ConflictError"),
    /// The item changed each time while its conflict was resolved; `data` holds the current item.
    MAX_CONFLICTS("MaxConflicts"),
    /// The key exists, or does not exist, or the mutation's condition is false.
    CONDITIONAL_CHECK_FAILED("ConditionalCheckFailedException"),
    /// The request can never succeed as written.
    BAD_REQUEST("BadRequest"),
    /// A fault of the backend.
    INTERNAL_FAILURE("InternalFailure"),
    /// The database does not answer; the HTTP status is 503, so that clients try again.
    SERVICE_UNAVAILABLE("ServiceUnavailableException"),
    /// More is asked for than is taken at a time.
    LIMIT_EXCEEDED("LimitExceededException"),
    /// The answer took too long and was given up.
    EXECUTION_TIMEOUT("ExecutionTimeout"),
    /// The API key is missing or wrong.
    UNAUTHORIZED("UnauthorizedException"),
    /// The caller is known and may not do this.
    NOT_AUTHORIZED("Unauthorized"),
    /// An operation that this channel does not perform.
    UNSUPPORTED_OPERATION("UnsupportedOperation");

    private final String word;

    ErrorType(String word) {
        this.word = word;
    }

    /// As it is on the wire.
    public String word() {
        return word;
    }
}
