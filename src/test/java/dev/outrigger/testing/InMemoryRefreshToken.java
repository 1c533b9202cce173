package dev.outrigger.testing;

import dev.outrigger.remote.credentials.RefreshTokens;

import io.vertx.core.Future;

/// A refresh token that is kept as long as the test runs.
public final class InMemoryRefreshToken implements RefreshTokens {
    private volatile String newest;

    public InMemoryRefreshToken(String first) {
        this.newest = first;
    }

    @Override
    public Future<String> newest() {
        return Future.succeededFuture(newest);
    }

    @Override
    public Future<Void> keep(String token) {
        newest = token;
        return Future.succeededFuture();
    }
}
