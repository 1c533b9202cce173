package dev.outrigger.api;

import java.time.Duration;

/// The bounds of everything that a client of the local API can make large.
///
/// @param bodyBytes of a request's body; more answers 413. Default 1 MiB
/// @param urlBytes of the request line, where filters travel; more answers 414. Default 32 KiB
/// @param pageItems items of one page, and of one snapshot; a larger `limit` is refused with 400.
///     Default 1,000
/// @param deleteBatch items that a delete by filter removes in one transaction. Default 500
/// @param observations per connection
public record ApiLimits(
        int bodyBytes, int urlBytes, int pageItems, int deleteBatch, Observing observations) {
    /// Bounds of one WebSocket connection.
    ///
    /// @param count observations at one time; more are refused. Default 100
    /// @param frameBytes of a client's message; a longer one closes the connection. Default 64 KiB
    /// @param waiting changes that may wait for a client that was caught up. Default 1,000
    /// @param patience how long more than `waiting` may wait before the observation ends as too
    ///     slow, so that one large commit ends none. Default 5 s
    /// @param snapshotPause least time between two snapshots of one observation. Default 50 ms
    /// @param catchUpPause as `snapshotPause`, while the engine still pulls the model. Default 2 s
    public record Observing(
            int count,
            int frameBytes,
            int waiting,
            Duration patience,
            Duration snapshotPause,
            Duration catchUpPause) {}

    /// What a client gets that names no limit.
    static final int DEFAULT_PAGE_ITEMS = 100;

    public static ApiLimits defaults() {
        return new ApiLimits(
                1024 * 1024,
                32 * 1024,
                1_000,
                500,
                new Observing(
                        100,
                        64 * 1024,
                        1_000,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(2)));
    }
}
