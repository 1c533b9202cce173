package dev.outrigger.api.problem;

import java.time.Duration;

/// The part of [Problems] that is about callers.
final class AccessProblems {
    /// An issuer that was away is asked again after about so long.
    private static final long ISSUER_PAUSE_MS = 10_000;

    private AccessProblems() {}

    static Problem of(AccessProblem problem) {
        return switch (problem) {
            case AccessProblem.TokenRefused(var shown) ->
                    ProblemType.TOKEN_REFUSED.because(
                            switch (shown) {
                                case NOTHING ->
                                        "the request shows no token; send Authorization: Bearer"
                                                + " TOKEN";
                                case ANOTHER -> "the token of the request is not accepted";
                                case EXPIRED -> "the token of the connection has expired";
                            });
            case AccessProblem.ScopeMissing(String scope) ->
                    ProblemType.SCOPE_MISSING
                            .because("the token has not the scope " + scope)
                            .with("scope", scope);
            case AccessProblem.ModelRefused(String model) ->
                    ProblemType.MODEL_REFUSED
                            .because("the token is not for the model " + model)
                            .with("model", model);
            case AccessProblem.CascadeRefused(String deleted, String model) ->
                    ProblemType.MODEL_REFUSED
                            .because(
                                    "items of "
                                            + model
                                            + ", which the token is not for, go with a deleted "
                                            + deleted
                                            + "; cascade=none leaves them, and cascade=restrict"
                                            + " keeps what they belong to")
                            .with("model", model);
            case AccessProblem.ModelNeeded _ ->
                    ProblemType.MODEL_REFUSED.because(
                            "the token is for some models only; name one of them");
            case AccessProblem.RateExceeded(int limit, Duration pause) ->
                    ProblemType.RATE_EXCEEDED
                            .because("the token may be used " + limit + " times in a second")
                            .with("limit", limit)
                            .with(Problem.RETRY_AFTER_MS, Math.max(1, pause.toMillis()));
            case AccessProblem.IssuerUnavailable _ ->
                    ProblemType.ISSUER_UNAVAILABLE
                            .because("the issuer of the token does not tell its keys")
                            .with(Problem.RETRY_AFTER_MS, ISSUER_PAUSE_MS);
        };
    }
}
