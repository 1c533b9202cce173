package dev.outrigger.api.observe;

import dev.outrigger.replica.Query;
import dev.outrigger.replica.Selection;

import org.jspecify.annotations.Nullable;

/// What a client asks for over the WebSocket, under an id of its choice.
sealed interface ClientFrame {
    String id();

    /// @param since the client has everything up to this seq; null to begin with what comes next
    record Observe(String id, Selection selection, @Nullable Long since) implements ClientFrame {}

    record ObserveQuery(String id, Query query) implements ClientFrame {}

    record Events(String id) implements ClientFrame {}

    record Stop(String id) implements ClientFrame {}
}
