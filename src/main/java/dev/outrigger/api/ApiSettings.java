package dev.outrigger.api;

import java.util.Set;

/// Where the local API listens, and to whom.
///
/// @param host address to bind
/// @param port 0 for any free one
/// @param allowedHosts names in a request's `Host` that are accepted beside those of loopback
public record ApiSettings(
        String host,
        int port,
        Set<String> allowedHosts,
        ApiProtection protection,
        ApiLimits limits) {
    public ApiSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /// On loopback, for loopback names only.
    public static ApiSettings loopback(int port) {
        return new ApiSettings(
                "127.0.0.1", port, Set.of(), ApiProtection.none(), ApiLimits.defaults());
    }
}
