package dev.outrigger.runtime;

import java.util.Optional;

/// The token that an app hands over for the backend while the sidecar runs. It stands in the place
/// of the configured one until it is taken back; it is not stored.
///
/// Whoever hands over a token tells the engine afterwards, which then tries what waited for it.
/// Calls may come from any thread.
public interface RemoteSession {
    /// From now on the backend is shown `token`. Nobody checks it before the backend does.
    void handOver(String token);

    /// The user's token is not known any more, and what is configured is not the user's: nothing is
    /// shown until a token is handed over.
    void expect();

    /// From now on the backend is shown what is configured.
    void withdraw();

    /// What the token that was handed over says of its holder; empty when there is none.
    Optional<TokenClaims> holder();

    /// The session of a sidecar whose way to sign in has no token.
    static RemoteSession unused() {
        return new UnusedSession();
    }

    /// False when a token that is handed over would never be shown.
    default boolean usable() {
        return true;
    }
}
