package dev.outrigger.api;

import io.vertx.core.net.PemKeyCertOptions;

import org.jspecify.annotations.Nullable;

/// What keeps others out when the local API listens where they can reach it.
///
/// @param token that every request must show, but those for health; null for none
/// @param identity certificate and key to serve HTTPS with; null for plain HTTP
public record ApiProtection(@Nullable String token, @Nullable PemKeyCertOptions identity) {
    public static ApiProtection none() {
        return new ApiProtection(null, null);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "ApiProtection[token=" + (token == null ? "none" : "given") + "]";
    }
}
