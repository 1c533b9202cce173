package dev.outrigger.api;

import dev.outrigger.api.access.Entrance;

import org.jspecify.annotations.Nullable;

/// What keeps others out when the local API listens where they can reach it.
///
/// @param entrance who every request must be from, but those for health; null for anybody
/// @param tls to serve HTTPS with; null for plain HTTP
public record ApiProtection(@Nullable Entrance entrance, @Nullable ApiTls tls) {
    public static ApiProtection none() {
        return new ApiProtection(null, null);
    }
}
