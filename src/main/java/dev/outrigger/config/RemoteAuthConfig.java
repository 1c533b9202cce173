package dev.outrigger.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a sidecar shows its backend, and when what.
///
/// @param mode for everything, unless `modes` has more to choose from
/// @param modes among which the rules of each model choose; empty when `mode` is for everything
/// @param models those of single models, in the order in which they are tried
/// @param credentials of every mode that is named anywhere
public record RemoteAuthConfig(
        RemoteMode mode,
        List<RemoteMode> modes,
        NamedSections<List<RemoteMode>> models,
        Map<RemoteMode, RemoteCredentials> credentials) {
    public RemoteAuthConfig {
        modes = List.copyOf(modes);
        credentials = Map.copyOf(new EnumMap<>(credentials));
    }

    /// Nothing but an API key.
    public static RemoteAuthConfig apiKey(Secret key) {
        return new RemoteAuthConfig(
                RemoteMode.API_KEY,
                List.of(),
                NamedSections.none(),
                Map.of(RemoteMode.API_KEY, new RemoteCredentials.ApiKey(key)));
    }
}
