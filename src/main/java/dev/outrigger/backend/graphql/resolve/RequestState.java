package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.identity.Caller;

/// What is known of one request, and becomes known while it is answered.
public final class RequestState {
    private final String requestId;
    private final Caller caller;
    private volatile boolean unavailable;
    private volatile boolean unparsable;

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
