package dev.outrigger.config;

import java.util.Set;

/// The local API of a sidecar.
///
/// @param allowedHosts names in a request's `Host` that are accepted beside those of loopback
public record ApiConfig(
        ListenConfig listen, AccessConfig access, Set<String> allowedHosts, int bodyLimitBytes) {
    public ApiConfig {
        allowedHosts = Set.copyOf(allowedHosts);
    }
}
