package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;

/// Reads which backend a sidecar syncs with.
final class RemoteReader {
    private final TypedSettings settings;

    RemoteReader(TypedSettings settings) {
        this.settings = settings;
    }

    /// Null for a sidecar that never syncs.
    @Nullable RemoteConfig read() {
        new AmplifySettings(settings).apply();
        Optional<Settings.Setting> endpoint = settings.find(Key.REMOTE_ENDPOINT);
        if (endpoint.isEmpty()) {
            if (settings.lacks(Key.REMOTE_AMPLIFY) && !settings.lacks(Key.REMOTE_AUTH_API_KEY)) {
                settings.refuse(
                        "remote.auth.apiKey is given without remote.endpoint; give both, or"
                                + " neither for a sidecar that never syncs");
            }
            return null;
        }
        URI address = endpoint(endpoint.get());
        RemoteAuthConfig auth = new RemoteAuthReader(settings, address).read();
        return new RemoteConfig(
                address,
                auth,
                settings.path(Key.REMOTE_CA).orElse(null),
                settings.number(
                        Key.REMOTE_LIMITS_SUBSCRIPTIONS_PER_CONNECTION,
                        new TypedSettings.Range(1, 100_000),
                        RemoteConfig.SUBSCRIPTIONS_PER_CONNECTION));
    }

    private URI endpoint(Settings.Setting setting) {
        String text = settings.text(Key.REMOTE_ENDPOINT).orElse("");
        Optional<URI> address = HttpUrl.of(text);
        if (address.isPresent()) {
            return address.get();
        }
        settings.refuse(
                setting, "must be a URL such as http://127.0.0.1:4800/graphql, not '" + text + "'");
        return URI.create("");
    }
}
