package dev.outrigger.api;

import java.util.Set;

/// Under which names the local API is called, and by which web pages.
///
/// @param hosts in a request's `Host` that are accepted beside those of loopback; pages from there
///     may send requests
/// @param origins of web pages that may send requests and read the answers, such as
///     `https://app.example.com`; `*` for any
public record ApiNames(Set<String> hosts, Set<String> origins) {
    public ApiNames {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    public static ApiNames loopback() {
        return new ApiNames(Set.of(), Set.of());
    }
}
