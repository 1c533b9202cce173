package dev.outrigger.config;

import java.util.Set;

/// Under which names the local API is called, and by which web pages.
///
/// @param hosts names in a request's `Host` that are accepted beside those of loopback
/// @param origins of web pages that may read answers; `*` for any
public record ApiNamesConfig(Set<String> hosts, Set<String> origins) {
    static final String ANY = "*";

    public ApiNamesConfig {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    public static ApiNamesConfig loopback() {
        return new ApiNamesConfig(Set.of(), Set.of());
    }
}
