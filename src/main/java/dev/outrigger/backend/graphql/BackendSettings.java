package dev.outrigger.backend.graphql;

import dev.outrigger.backend.identity.Authenticator;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.graphql.execution.Exploration;

import io.vertx.core.net.PemKeyCertOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How a backend is served.
///
/// @param port 0 for any free one
/// @param entrance who may send requests, over HTTP and over the realtime channel
/// @param pruneInterval between two rounds of removing what the tables need not keep
/// @param identity certificate and key to serve HTTPS with; null for plain HTTP
public record BackendSettings(
        String host,
        int port,
        Entrance entrance,
        Duration pruneInterval,
        BackendLimits limits,
        Exploration exploration,
        @Nullable PemKeyCertOptions identity) {
    /// With the usual limits.
    public static BackendSettings at(String host, int port, Entrance entrance) {
        return new BackendSettings(
                host,
                port,
                entrance,
                Duration.ofMinutes(1),
                BackendLimits.usual(),
                Exploration.INTROSPECTION,
                null);
    }

    public BackendSettings with(BackendLimits changed) {
        return new BackendSettings(
                host, port, entrance, pruneInterval, changed, exploration, identity);
    }

    public BackendSettings with(Exploration allowed) {
        return new BackendSettings(host, port, entrance, pruneInterval, limits, allowed, identity);
    }

    public BackendSettings withIdentity(@Nullable PemKeyCertOptions shown) {
        return new BackendSettings(host, port, entrance, pruneInterval, limits, exploration, shown);
    }

    public BackendSettings withAuthenticator(Authenticator other) {
        return withEntrance(Entrance.of(other));
    }

    public BackendSettings withEntrance(Entrance other) {
        return new BackendSettings(host, port, other, pruneInterval, limits, exploration, identity);
    }

    @Override
    public String toString() {
        return "BackendSettings[" + host + ":" + port + "]";
    }
}
