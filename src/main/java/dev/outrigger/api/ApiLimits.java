package dev.outrigger.api;

import dev.outrigger.api.graphql.GraphQlLimits;
import dev.outrigger.api.observe.ObserveLimits;
import dev.outrigger.api.rest.RequestLimits;

/// The bounds of everything that a client of the local API can make large.
///
/// @param urlBytes of the request line, where filters travel; a longer one answers 414.
///     Default 32 KiB
public record ApiLimits(
        int urlBytes,
        RequestLimits requests,
        ObserveLimits observing,
        ConnectionLimits connecting,
        GraphQlLimits graphQl) {
    public ApiLimits with(RequestLimits other) {
        return new ApiLimits(urlBytes, other, observing, connecting, graphQl);
    }

    public ApiLimits with(ObserveLimits other) {
        return new ApiLimits(urlBytes, requests, other, connecting, graphQl);
    }

    public ApiLimits with(ConnectionLimits other) {
        return new ApiLimits(urlBytes, requests, observing, other, graphQl);
    }

    public ApiLimits with(GraphQlLimits other) {
        return new ApiLimits(urlBytes, requests, observing, connecting, other);
    }

    public static ApiLimits defaults() {
        return new ApiLimits(
                32 * 1024,
                RequestLimits.defaults(),
                ObserveLimits.defaults(),
                ConnectionLimits.defaults(),
                GraphQlLimits.defaults());
    }
}
