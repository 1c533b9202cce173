package dev.outrigger.api;

import io.vertx.core.net.SocketAddress;

/// Where the local API listens, and to whom.
///
/// @param address with port 0 for any free one
public record ApiSettings(
        SocketAddress address, ApiNames names, ApiProtection protection, ApiLimits limits) {
    /// On loopback, for loopback names only.
    public static ApiSettings loopback(int port) {
        return new ApiSettings(
                SocketAddress.inetSocketAddress(port, "127.0.0.1"),
                ApiNames.loopback(),
                ApiProtection.none(),
                ApiLimits.defaults());
    }

    public ApiSettings with(ApiNames others) {
        return new ApiSettings(address, others, protection, limits);
    }

    public ApiSettings with(ApiProtection other) {
        return new ApiSettings(address, names, other, limits);
    }

    public ApiSettings with(ApiLimits others) {
        return new ApiSettings(address, names, protection, others);
    }
}
