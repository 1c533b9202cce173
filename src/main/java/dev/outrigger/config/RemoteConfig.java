package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/// The backend that a sidecar syncs with.
///
/// @param endpoint of GraphQL over HTTP; the realtime address follows from it
/// @param authority PEM file of the certificate authorities to trust, or null for the usual ones
/// @param subscriptionsPerConnection that the backend takes
public record RemoteConfig(
        URI endpoint,
        RemoteAuthConfig auth,
        @Nullable Path authority,
        int subscriptionsPerConnection) {
    /// AppSync's quota.
    public static final int SUBSCRIPTIONS_PER_CONNECTION = 100;

    /// With an API key and nothing out of the ordinary.
    public static RemoteConfig of(URI endpoint, Secret apiKey) {
        return new RemoteConfig(
                endpoint, RemoteAuthConfig.apiKey(apiKey), null, SUBSCRIPTIONS_PER_CONNECTION);
    }
}
