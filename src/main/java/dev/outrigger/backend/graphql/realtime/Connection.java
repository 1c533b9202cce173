package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.identity.RequestHeaders;

/// One socket, in whatever dialect. Everything happens on the event loop.
interface Connection extends Subscriber {
    /// Finds out who made the handshake; the first thing that happens to a connection.
    void identify(RequestHeaders shown);

    void received(String text);

    /// To be called once in every [RealtimeLimits#keepAlive].
    void beat();

    /// Forgets the subscriptions; the socket is gone or going.
    void ended();
}
