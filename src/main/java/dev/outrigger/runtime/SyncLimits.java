package dev.outrigger.runtime;

import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.push.PushLimits;

import java.time.Duration;

/// Limits of the engine, and how it keeps each model in step.
///
/// @param stop how long a stop waits for answers of the backend before it cancels the calls; a
///     process has 10 s to end
public record SyncLimits(PullLimits pull, PushLimits push, SyncPolicies policies, Duration stop) {
    private static final Duration STOP = Duration.ofSeconds(3);

    public SyncLimits(PullLimits pull, PushLimits push) {
        this(pull, push, SyncPolicies.usual(), STOP);
    }

    public static SyncLimits defaults() {
        return new SyncLimits(PullLimits.defaults(), PushLimits.defaults());
    }

    public SyncLimits with(SyncPolicies chosen) {
        return new SyncLimits(pull, push, chosen, stop);
    }
}
