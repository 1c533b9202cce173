package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.realtime.RealtimeLimits;

import io.vertx.core.net.PemKeyCertOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// How a backend is served.
///
/// @param port 0 for any free one
/// @param apiKeys at least one; each lets in whoever sends it
/// @param bodyBytes the longest request body; a longer one is answered with 413
/// @param pruneInterval between two rounds of removing what the tables need not keep
/// @param identity certificate and key to serve HTTPS with; null for plain HTTP
public record BackendSettings(
        String host,
        int port,
        List<String> apiKeys,
        long bodyBytes,
        Duration pruneInterval,
        RealtimeLimits realtime,
        @Nullable PemKeyCertOptions identity) {
    public BackendSettings {
        apiKeys = List.copyOf(apiKeys);
    }

    /// With the usual limits.
    public static BackendSettings at(String host, int port, List<String> apiKeys) {
        return new BackendSettings(
                host,
                port,
                apiKeys,
                1024 * 1024,
                Duration.ofMinutes(1),
                RealtimeLimits.usual(),
                null);
    }

    public BackendSettings withRealtime(RealtimeLimits limits) {
        return new BackendSettings(host, port, apiKeys, bodyBytes, pruneInterval, limits, identity);
    }

    public BackendSettings withIdentity(@Nullable PemKeyCertOptions shown) {
        return new BackendSettings(host, port, apiKeys, bodyBytes, pruneInterval, realtime, shown);
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "BackendSettings[" + host + ":" + port + "]";
    }
}
