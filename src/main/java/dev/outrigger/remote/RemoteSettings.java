package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Access;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/// Where the backend is and how to reach it.
///
/// @param endpoint of GraphQL over HTTP, `http` or `https`; where the realtime endpoint is follows
///     from it
/// @param access what is shown to the backend
/// @param authorities a PEM file of the certificate authorities to trust instead of the platform's,
///     or null; only `https` uses it
/// @param subscriptionsPerConnection that the backend takes on one WebSocket; what is more goes on
///     further ones
public record RemoteSettings(
        URI endpoint,
        Access access,
        Timeouts timeouts,
        @Nullable Path authorities,
        int subscriptionsPerConnection) {
    /// AppSync's quota, which can be raised there.
    public static final int SUBSCRIPTIONS_PER_CONNECTION = 100;

    /// How long the adapter waits before it calls a silence a failure.
    ///
    /// @param connect for a TCP connection with its TLS handshake
    /// @param request for the whole of one HTTP exchange, the connection included
    /// @param acknowledgement for the next step of opening a changefeed: first the connection's
    ///     acknowledgement, then each further subscription's
    /// @param withheldRetry before a subscription that was withheld is asked for again
    public record Timeouts(
            Duration connect, Duration request, Duration acknowledgement, Duration withheldRetry) {
        /// Rights are seldom given while somebody waits for them, and each try costs the backend a
        /// check.
        private static final Duration WITHHELD_RETRY = Duration.ofMinutes(5);

        public Timeouts(Duration connect, Duration request, Duration acknowledgement) {
            this(connect, request, acknowledgement, WITHHELD_RETRY);
        }

        public Timeouts {
            requirePositive("withheld retry", withheldRetry);
            requirePositive("connect", connect);
            requirePositive("request", request);
            requirePositive("acknowledgement", acknowledgement);
        }

        /// AppSync itself ends a request after 30 s, and Amplify's clients wait 15 s to be
        /// acknowledged.
        public static Timeouts defaults() {
            return new Timeouts(
                    Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(15));
        }

        int connectMs() {
            return Math.toIntExact(connect.toMillis());
        }

        private static void requirePositive(String name, Duration value) {
            if (!value.isPositive()) {
                throw new IllegalArgumentException(
                        "the " + name + " timeout is longer than zero, not " + value);
            }
        }
    }

    public RemoteSettings {
        String scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "the backend's endpoint is an http or https URL with a host, not " + endpoint);
        }
        Objects.requireNonNull(access, "access");
        if (subscriptionsPerConnection < 1) {
            throw new IllegalArgumentException(
                    "a connection takes at least one subscription, not "
                            + subscriptionsPerConnection);
        }
        if (authorities != null && !Files.isReadable(authorities)) {
            throw new IllegalArgumentException("there is no readable PEM file at " + authorities);
        }
    }

    public static RemoteSettings of(URI endpoint, Access access) {
        return new RemoteSettings(
                endpoint, access, Timeouts.defaults(), null, SUBSCRIPTIONS_PER_CONNECTION);
    }

    boolean encrypted() {
        return "https".equals(endpoint.getScheme());
    }

    /// Without what is shown.
    @Override
    public String toString() {
        return "RemoteSettings[" + endpoint + "]";
    }
}
