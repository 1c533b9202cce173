package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.identity.Caller;

/// What is known of one request, and becomes known while it is answered.
public final class RequestState {
    private final String requestId;
    private final Caller caller;
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

    public RequestState(String requestId, Caller caller) {
        this.requestId = requestId;
        this.caller = caller;
    }

    public String requestId() {
        return requestId;
    }

    /// Who sent the request, or subscribed to what is put together.
    public Caller caller() {
        return caller;
    }

    public Outcome outcome() {
        return outcome;
    }

    void became(Outcome met) {
        outcome = met;
    }
}
