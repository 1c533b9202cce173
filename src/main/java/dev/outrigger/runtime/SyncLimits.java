package dev.outrigger.runtime;

import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.push.PushLimits;

import java.time.Duration;

/// Limits of the engine.
///
/// @param stop how long a stop waits for answers of the backend before it cancels the calls; a
///     process has 10 s to end
public record SyncLimits(PullLimits pull, PushLimits push, Duration stop) {
    private static final Duration STOP = Duration.ofSeconds(3);

    public SyncLimits(PullLimits pull, PushLimits push) {
        this(pull, push, STOP);
    }

    public static SyncLimits defaults() {
        return new SyncLimits(PullLimits.defaults(), PushLimits.defaults());
    }
}
