package dev.outrigger.api.problem;

import java.time.Duration;

/// Why whoever sent a request may not send it.
public sealed interface AccessProblem extends RequestProblem {
    /// The request shows a token that is not accepted, or none.
    record TokenRefused(Shown shown) implements AccessProblem {
        public enum Shown {
            NOTHING,
            ANOTHER,
            /// It was accepted, and its time is over.
            EXPIRED
        }
    }

    /// The token is for requests of another kind.
    ///
    /// @param scope the one that is needed
    record ScopeMissing(String scope) implements AccessProblem {}

    /// The token is for other models.
    record ModelRefused(String model) implements AccessProblem {}

    /// Items of a model that the token is not for would be deleted too.
    ///
    /// @param deleted the model of the item that the request names
    record CascadeRefused(String deleted, String model) implements AccessProblem {}

    /// The token is for some models, and the request concerns all of them.
    record ModelNeeded() implements AccessProblem {}

    /// The token was used too often.
    ///
    /// @param limit requests in a second
    /// @param pause after which there is room again
    record RateExceeded(int limit, Duration pause) implements AccessProblem {}

    /// Who issued the token must be asked for keys, and does not answer.
    record IssuerUnavailable() implements AccessProblem {}
}
