package dev.outrigger.api.observe;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How long more may wait for a client than should.
///
/// Memory is not at stake, as changes wait in the log; but a client that falls behind for good must
/// hear of it while the log still holds what it missed.
public final class Patience {
    private final int limit;
    private final Duration duration;

    /// When too much began to wait, as [System#nanoTime]; null while it does not.
    private @Nullable Long slowSince;

    /// @param limit changes that may wait as long as they like
    /// @param duration how long more of them may
    public Patience(int limit, Duration duration) {
        this.limit = limit;
        this.duration = duration;
    }

    /// To be asked whenever there may be news.
    ///
    /// @param waiting changes that wait now
    public boolean isOver(long waiting) {
        if (waiting <= limit) {
            slowSince = null;
            return false;
        }
        long now = System.nanoTime();
        if (slowSince == null) {
            slowSince = now;
        }
        return now - slowSince >= duration.toNanos();
    }
}
