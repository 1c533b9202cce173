package dev.outrigger.sync;

import java.util.List;
import java.util.stream.Collectors;

/// Why a mutation will never succeed as it is written.
///
/// @param errors all that the backend gave, at least one
public record Rejection(Cause cause, List<BackendError> errors) {
    /// What the matter is, and whose it is.
    public enum Cause {
        /// The backend's schema or its own checks do not take the fields.
        BAD_RECORD("BadRecord"),
        /// The caller is known, and may not do this.
        UNAUTHORIZED("Unauthorized"),
        /// The client's condition does not hold on the backend's item.
        CONDITION_FALSE("ConditionFalse"),
        /// Its item changed under it again and again.
        CONFLICTS("Conflict"),
        /// The backend fails at it again and again, and at no other. It does not have it.
        FAULTS("BackendFailure"),
        /// It builds on a mutation that was refused, and cannot stand without it.
        FOUNDATION_REFUSED("FoundationRefused"),
        /// Whatever else the backend calls final.
        UNKNOWN("Unknown");

        private final String errorType;

        Cause(String errorType) {
            this.errorType = errorType;
        }

        /// DataStore's word for it, or ours where it has none.
        public String errorType() {
            return errorType;
        }
    }

    public Rejection {
        errors = List.copyOf(errors);
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a rejection has a reason");
        }
    }

    public static Rejection of(Cause cause, String errorType, String message) {
        return new Rejection(cause, List.of(new BackendError(errorType, message)));
    }

    /// Every error, for people.
    public String text() {
        return errors.stream().map(BackendError::text).collect(Collectors.joining("; "));
    }
}
