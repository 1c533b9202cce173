package dev.outrigger.graphql.execution;

/// What is known of one request, and becomes known while it is answered.
public final class RequestState {
    private final String requestId;
    private volatile Outcome outcome = Outcome.ANSWERED;

    /// What the answer is worth.
    public enum Outcome {
        /// The document was executed; what went wrong stands in the answer's errors.
        ANSWERED,
        /// The document was no GraphQL, so that nothing of it was executed.
        UNPARSABLE,
        /// Some part is missing because the database did not answer. The client should try again,
        /// which it does for HTTP 503 and not for a GraphQL error.
        UNAVAILABLE,
        /// It took too long, and is missing as a whole.
        TIMED_OUT
    }

    public RequestState(String requestId) {
        this.requestId = requestId;
    }

    public String requestId() {
        return requestId;
    }

    public Outcome outcome() {
        return outcome;
    }

    public void became(Outcome met) {
        outcome = met;
    }
}
