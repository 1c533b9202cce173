package dev.outrigger.runtime;

import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.push.PushLimits;

/// Limits of the engine.
public record SyncLimits(PullLimits pull, PushLimits push) {
    public static SyncLimits defaults() {
        return new SyncLimits(PullLimits.defaults(), PushLimits.defaults());
    }
}
