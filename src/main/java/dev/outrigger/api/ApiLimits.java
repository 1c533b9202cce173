package dev.outrigger.api;

import dev.outrigger.api.observe.ObserveLimits;

/// The bounds of everything that a client of the local API can make large.
///
/// @param bodyBytes of a request's body; a larger one answers 413. Default 1 MiB
/// @param urlBytes of the request line, where filters travel; a longer one answers 414.
///     Default 32 KiB
/// @param pageItems items of one page, and of one snapshot; a larger `limit` is refused with 400.
///     Default 1,000
/// @param deleteBatch items that a delete by filter removes in one transaction. Default 500
public record ApiLimits(
        int bodyBytes, int urlBytes, int pageItems, int deleteBatch, ObserveLimits observing) {
    public ApiLimits withBodyBytes(int bytes) {
        return new ApiLimits(bytes, urlBytes, pageItems, deleteBatch, observing);
    }

    public static ApiLimits defaults() {
        return new ApiLimits(1024 * 1024, 32 * 1024, 1_000, 500, ObserveLimits.defaults());
    }
}
