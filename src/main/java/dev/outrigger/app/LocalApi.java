package dev.outrigger.app;

import dev.outrigger.api.ApiLimits;
import dev.outrigger.api.ApiNames;
import dev.outrigger.api.ApiProtection;
import dev.outrigger.api.ApiSettings;
import dev.outrigger.api.ConnectionLimits;
import dev.outrigger.api.graphql.GraphQlLimits;
import dev.outrigger.config.ApiConfig;
import dev.outrigger.config.ApiLimitsConfig;
import dev.outrigger.config.LimitsConfig;

import io.vertx.core.net.SocketAddress;

/// From what is configured of a local API to what it is told.
///
/// @param access who gets in
record LocalApi(LocalAccess access) {
    ApiSettings settings(ApiConfig api, SocketAddress address) {
        return new ApiSettings(
                address,
                new ApiNames(api.names().hosts(), api.names().origins()),
                new ApiProtection(access.of(api.access()), Tls.ofApi(api.listen())),
                limits(api.limits()).with(graphQl(api.graphQl())));
    }

    private static GraphQlLimits graphQl(LimitsConfig.Queries config) {
        return GraphQlLimits.defaults().withQueries(Limits.queries(config));
    }

    private static ApiLimits limits(ApiLimitsConfig config) {
        ApiLimits usual = ApiLimits.defaults();
        return usual.with(usual.requests().withBodyBytes(config.bodySize()))
                .with(
                        usual.observing()
                                .with(config.observations(), config.frameSize())
                                .withKeepAlive(config.keepAlive()))
                .with(
                        new ConnectionLimits(
                                config.connections(),
                                config.headerSize(),
                                usual.connecting().headers(),
                                config.requestTimeout(),
                                config.idleTimeout(),
                                config.requestsPerSecond()));
    }
}
