package dev.outrigger.app;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.backend.graphql.RequestLimits;
import dev.outrigger.backend.graphql.realtime.RealtimeLimits;
import dev.outrigger.config.ExplorationConfig;
import dev.outrigger.config.LimitsConfig;
import dev.outrigger.graphql.execution.Exploration;
import dev.outrigger.graphql.execution.QueryLimits;

/// The configured bounds, as a backend takes them.
final class Limits {
    private Limits() {}

    static BackendLimits of(LimitsConfig config) {
        return new BackendLimits(
                requests(config.requests()),
                queries(config.queries()),
                realtime(config.realtime()));
    }

    static Exploration exploration(ExplorationConfig config) {
        return switch (config) {
            case CLOSED -> Exploration.CLOSED;
            case INTROSPECTION -> Exploration.INTROSPECTION;
            case DEVELOPMENT -> Exploration.GRAPHIQL;
        };
    }

    private static RequestLimits requests(LimitsConfig.Requests config) {
        return new RequestLimits(
                config.bodySize(),
                config.bodyTimeout(),
                config.headerSize(),
                config.requestsPerSecond());
    }

    static QueryLimits queries(LimitsConfig.Queries config) {
        return new QueryLimits(config.depth(), config.fields(), config.items(), config.timeout());
    }

    private static RealtimeLimits realtime(LimitsConfig.Realtime config) {
        return new RealtimeLimits(
                config.connections(),
                config.subscriptions(),
                config.connectionDuration(),
                config.connectionTimeout(),
                config.keepAlive(),
                config.frameSize(),
                config.eventSize(),
                config.backlogSize(),
                config.waitingWrites());
    }
}
