package dev.outrigger.backend.graphql.resolve;

/// What became known of one request while it was answered, for whoever writes the answer.
public final class RequestState {
    private final String requestId;
    private volatile boolean unavailable;

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

    void markUnavailable() {
        unavailable = true;
    }
}
