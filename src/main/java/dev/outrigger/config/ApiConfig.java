package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// The local API of a sidecar.
///
/// @param token what every client must show, or null when loopback is the only protection
/// @param allowedHosts names in a request's `Host` that are accepted beside those of loopback
public record ApiConfig(
        ListenConfig listen, @Nullable Secret token, Set<String> allowedHosts, int bodyLimitBytes) {
    public ApiConfig {
        allowedHosts = Set.copyOf(allowedHosts);
    }
}
