package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.realtime.RealtimeLimits;
import dev.outrigger.graphql.execution.QueryLimits;

/// Bounds of everything that a client can make large, long or many.
public record BackendLimits(RequestLimits requests, QueryLimits queries, RealtimeLimits realtime) {
    public static BackendLimits usual() {
        return new BackendLimits(
                RequestLimits.usual(), QueryLimits.usual(), RealtimeLimits.usual());
    }

    public BackendLimits withRequests(RequestLimits limits) {
        return new BackendLimits(limits, queries, realtime);
    }

    public BackendLimits withQueries(QueryLimits limits) {
        return new BackendLimits(requests, limits, realtime);
    }

    public BackendLimits withRealtime(RealtimeLimits limits) {
        return new BackendLimits(requests, queries, limits);
    }
}
