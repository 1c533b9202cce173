package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Credentials;

import io.vertx.core.Future;

import java.util.List;

/// What can be asked of the backend by itself, and several together in one document.
///
/// @param <Q> what is asked
/// @param <A> what is answered; no future fails
interface Requests<Q, A> {
    /// False when the schema has no operation for it.
    boolean offered(Q asked);

    /// The answer to what is not offered.
    A missing(Q asked);

    /// The credentials to try, in their order.
    List<Credentials> ways(Q asked);

    Future<A> one(Q asked, List<Credentials> ways);

    /// @return one answer for each, in their order
    Future<List<A>> several(List<Q> asked, Credentials way);
}
