package dev.outrigger.runtime;

import java.util.Optional;

/// Takes no token, since none would be shown: the backend is shown a key or a signature, or there
/// is no backend.
final class UnusedSession implements RemoteSession {
    @Override
    public void handOver(String token) {
        throw new IllegalStateException("no configured way to sign in takes a token");
    }

    @Override
    public void expect() {}

    @Override
    public void withdraw() {}

    @Override
    public Optional<TokenClaims> holder() {
        return Optional.empty();
    }

    @Override
    public boolean usable() {
        return false;
    }
}
