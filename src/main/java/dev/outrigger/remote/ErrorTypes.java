package dev.outrigger.remote;

import java.util.Set;

/// What the error types of a backend say of its state, as opposed to what was asked.
final class ErrorTypes {
    /// The capacity comes back in a moment; nothing was carried out.
    private static final Set<String> BUSY =
            Set.of(
                    "LimitExceededError",
                    "LimitExceededException",
                    "ProvisionedThroughputExceededException",
                    "RequestLimitExceeded",
                    "ServiceUnavailable",
                    "ServiceUnavailableException",
                    "Throttling",
                    "ThrottlingException",
                    "TooManyRequestsException",
                    "TransactionConflictException",
                    "TransactionInProgressException");

    /// A resolver failed. With the second one it has written: only the delta table lacks it.
    private static final Set<String> FAULTS =
            Set.of(
                    "ConflictError",
                    "DeltaSyncWriteError",
                    "ExecutionTimeout",
                    "InternalFailure",
                    "InternalFailureException",
                    "InternalServerError");

    private static final String LAMBDA = "Lambda:";

    /// The one error of a function that it has given itself. A function that throws, runs out of
    /// time or memory or is not there is told by others.
    private static final String HANDLED = LAMBDA + "Handled";

    private ErrorTypes() {}

    static boolean isBusy(String type) {
        return BUSY.contains(type.startsWith(LAMBDA) ? type.substring(LAMBDA.length()) : type);
    }

    /// True when something of the backend's broke down, so that what was done is not known.
    static boolean isFault(String type) {
        return FAULTS.contains(type) || (type.startsWith(LAMBDA) && !type.equals(HANDLED));
    }
}
