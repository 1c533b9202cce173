package dev.outrigger.api.observe;

import dev.outrigger.replica.Query;
import dev.outrigger.replica.Selection;

import org.jspecify.annotations.Nullable;

/// What a client asks for, under an id of its choice.
sealed interface ClientFrame {
    String id();

    /// It wants to be told something from now on.
    sealed interface Wish extends ClientFrame {}

    /// @param since the client has everything up to this seq; null to begin with what comes next
    record Observe(String id, Selection selection, @Nullable Long since) implements Wish {}

    record ObserveQuery(String id, Query query) implements Wish {}

    record Events(String id) implements Wish {}

    record Stop(String id) implements ClientFrame {}
}
