package dev.outrigger.backend.graphql.realtime;

/// Who gets events, in whatever dialect.
interface Subscriber {
    /// Sends one event of a subscription.
    ///
    /// @param payload JSON, written once for all subscribers of a document
    void deliver(String id, String payload);

    /// Ends the connection so that the client comes back and syncs.
    void disconnect();
}
