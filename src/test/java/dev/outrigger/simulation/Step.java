package dev.outrigger.simulation;

import java.time.Duration;
import java.util.Locale;

/// One thing that happens to a device, or to all.
///
/// @param pause before it
/// @param device a number; with fewer devices it stands for another one
/// @param chance the seed of what the step draws, so that it stays the same when others are dropped
record Step(Duration pause, int device, Action action, Waiting waiting, long chance) {
    enum Action {
        EDIT,
        BURST_OF_EDITS,
        EDITS_EVERYWHERE,
        QUERY,
        DECIDE,
        SELECT,
        CRASH,
        BACKEND_DOWN,
        SIGN_OUT,
        CHANGE_USER,
        UPGRADE,
        UPGRADE_BACKEND,
        OFFLINE,
        ONLINE,
        START,
        STOP,
        NOW,
        CLEAR,
        CLEAR_UNSENT
    }

    /// Whether the next step comes after the end of this one.
    enum Waiting {
        AWAITED,
        UNAWAITED
    }

    @Override
    public String toString() {
        return "after %s: %s on %d, %s"
                .formatted(pause, action, device, waiting.name().toLowerCase(Locale.ROOT));
    }
}
