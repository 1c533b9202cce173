package dev.outrigger.backend.graphql.resolve;

/// What became known of one request while it was answered, for whoever writes the answer.
public final class RequestState {
    private final String requestId;
    private volatile boolean unavailable;
    private volatile boolean unparsable;

    public RequestState(String requestId) {
        this.requestId = requestId;
    }

    public String requestId() {
        return requestId;
    }

    /// True when some part of the answer is missing because the database did not answer. The client
    /// should try again, which it does for HTTP 503 and not for a GraphQL error.
    public boolean unavailable() {
        return unavailable;
    }

    /// True when the document was no GraphQL, so that nothing of it was executed.
    public boolean unparsable() {
        return unparsable;
    }

    void markUnparsable() {
        unparsable = true;
    }

    void markUnavailable() {
        unavailable = true;
    }
}
