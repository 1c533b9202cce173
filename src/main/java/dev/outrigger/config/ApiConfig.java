package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

/// The local API of a sidecar.
///
/// @param graphQl bounds of a document on `/graphql`
/// @param socket to serve on in place of `listen`; null for none
public record ApiConfig(
        ListenConfig listen,
        @Nullable ApiSocketConfig socket,
        AccessConfig access,
        ApiNamesConfig names,
        ApiLimitsConfig limits,
        LimitsConfig.Queries graphQl) {
    /// On a port, for anybody who reaches it by a name of loopback, within the usual limits.
    public static ApiConfig open(ListenConfig listen) {
        return new ApiConfig(
                listen,
                null,
                AccessConfig.open(),
                ApiNamesConfig.loopback(),
                ApiLimitsConfig.DEFAULT,
                LimitsConfig.Queries.DEFAULT);
    }
}
