package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.realtime.RealtimeLimits;
import dev.outrigger.backend.identity.Authenticator;

import io.vertx.core.net.PemKeyCertOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How a backend is served.
///
/// @param port 0 for any free one
/// @param authenticator finds out who sends requests, over HTTP and over the realtime channel
/// @param bodyBytes the longest request body; a longer one is answered with 413
/// @param pruneInterval between two rounds of removing what the tables need not keep
/// @param identity certificate and key to serve HTTPS with; null for plain HTTP
public record BackendSettings(
        String host,
        int port,
        Authenticator authenticator,
        long bodyBytes,
        Duration pruneInterval,
        RealtimeLimits realtime,
        @Nullable PemKeyCertOptions identity) {
    /// With the usual limits.
    public static BackendSettings at(String host, int port, Authenticator authenticator) {
        return new BackendSettings(
                host,
                port,
                authenticator,
                1024 * 1024,
                Duration.ofMinutes(1),
                RealtimeLimits.usual(),
                null);
    }

    public BackendSettings withRealtime(RealtimeLimits limits) {
        return new BackendSettings(
                host, port, authenticator, bodyBytes, pruneInterval, limits, identity);
    }

    public BackendSettings withIdentity(@Nullable PemKeyCertOptions shown) {
        return new BackendSettings(
                host, port, authenticator, bodyBytes, pruneInterval, realtime, shown);
    }

    public BackendSettings withAuthenticator(Authenticator other) {
        return new BackendSettings(host, port, other, bodyBytes, pruneInterval, realtime, identity);
    }

    @Override
    public String toString() {
        return "BackendSettings[" + host + ":" + port + "]";
    }
}
