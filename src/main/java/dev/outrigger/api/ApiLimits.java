package dev.outrigger.api;

import dev.outrigger.api.graphql.GraphQlLimits;
import dev.outrigger.api.observe.ObserveLimits;

import java.time.Duration;

/// The bounds of everything that a client of the local API can make large.
///
/// @param bodyBytes of a request's body; a larger one answers 413. Default 1 MiB
/// @param urlBytes of the request line, where filters travel; a longer one answers 414.
///     Default 32 KiB
/// @param pageItems items of one page, and of one snapshot; a larger `limit` is refused with 400.
///     Default 1,000
/// @param deleteBatch items that a delete by filter removes in one transaction. Default 500
/// @param batchOperations of one batch, which is one transaction that others wait for; a larger one
///     answers 400. Default 10,000
/// @param itemsTold of one answer, counted with what is included; more answers 400. Default 10,000
/// @param longestWait that a request may ask for by `Prefer: wait`; a longer one is cut. Default
///     60 s
public record ApiLimits(
        int bodyBytes,
        int urlBytes,
        int pageItems,
        int deleteBatch,
        int batchOperations,
        int itemsTold,
        Duration longestWait,
        ObserveLimits observing,
        ConnectionLimits connecting,
        GraphQlLimits graphQl) {
    public ApiLimits withBodyBytes(int bytes) {
        return new ApiLimits(
                bytes,
                urlBytes,
                pageItems,
                deleteBatch,
                batchOperations,
                itemsTold,
                longestWait,
                observing,
                connecting,
                graphQl);
    }

    public ApiLimits withItemsTold(int items) {
        return new ApiLimits(
                bodyBytes,
                urlBytes,
                pageItems,
                deleteBatch,
                batchOperations,
                items,
                longestWait,
                observing,
                connecting,
                graphQl);
    }

    public ApiLimits with(ObserveLimits other) {
        return new ApiLimits(
                bodyBytes,
                urlBytes,
                pageItems,
                deleteBatch,
                batchOperations,
                itemsTold,
                longestWait,
                other,
                connecting,
                graphQl);
    }

    public ApiLimits with(ConnectionLimits other) {
        return new ApiLimits(
                bodyBytes,
                urlBytes,
                pageItems,
                deleteBatch,
                batchOperations,
                itemsTold,
                longestWait,
                observing,
                other,
                graphQl);
    }

    public ApiLimits with(GraphQlLimits other) {
        return new ApiLimits(
                bodyBytes,
                urlBytes,
                pageItems,
                deleteBatch,
                batchOperations,
                itemsTold,
                longestWait,
                observing,
                connecting,
                other);
    }

    public static ApiLimits defaults() {
        return new ApiLimits(
                1024 * 1024,
                32 * 1024,
                1_000,
                500,
                10_000,
                10_000,
                Duration.ofSeconds(60),
                ObserveLimits.defaults(),
                ConnectionLimits.defaults(),
                GraphQlLimits.defaults());
    }
}
