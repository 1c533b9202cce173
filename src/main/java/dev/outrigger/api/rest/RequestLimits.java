package dev.outrigger.api.rest;

import java.time.Duration;

/// How much one request may bring, ask for and take.
///
/// @param bodyBytes of its body; a larger one answers 413. Default 1 MiB
/// @param pageItems items of one page, and of one snapshot; a larger `limit` is refused with 400.
///     Default 1,000
/// @param deleteBatch items that a delete by filter removes in one transaction. Default 500
/// @param batchOperations of one batch, which is one transaction that others wait for; a larger one
///     answers 400. Default 10,000
/// @param itemsTold of one answer, counted with what is included; more answers 400. Default 10,000
/// @param longestWait that it may ask for by `Prefer: wait`; a longer one is cut. Default 60 s
public record RequestLimits(
        int bodyBytes,
        int pageItems,
        int deleteBatch,
        int batchOperations,
        int itemsTold,
        Duration longestWait) {
    public RequestLimits withBodyBytes(int bytes) {
        return new RequestLimits(
                bytes, pageItems, deleteBatch, batchOperations, itemsTold, longestWait);
    }

    public RequestLimits withItemsTold(int items) {
        return new RequestLimits(
                bodyBytes, pageItems, deleteBatch, batchOperations, items, longestWait);
    }

    public static RequestLimits defaults() {
        return new RequestLimits(1024 * 1024, 1_000, 500, 10_000, 10_000, Duration.ofSeconds(60));
    }
}
