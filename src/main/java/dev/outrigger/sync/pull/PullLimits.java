package dev.outrigger.sync.pull;

import java.time.Duration;

/// Limits of pulling.
///
/// @param pageItems items that the backend reads for one page
/// @param bufferItems changefeed items kept in memory until the pull has ended; when there are more
///     they are let go, and a delta follows
/// @param fullSyncInterval age of the last base sync after which the next pull is one
/// @param overlap how far before the checkpoint a delta begins, against clocks and late commits at
///     the backend; items that come twice have no effect
/// @param pullsAtOnce models that are pulled beside each other; each may hold two pages in memory
public record PullLimits(
        int pageItems,
        int bufferItems,
        Duration fullSyncInterval,
        Duration overlap,
        int pullsAtOnce) {
    public static PullLimits defaults() {
        return new PullLimits(1_000, 10_000, Duration.ofHours(24), Duration.ofSeconds(2), 4);
    }
}
