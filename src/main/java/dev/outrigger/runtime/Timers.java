package dev.outrigger.runtime;

import java.time.Duration;
import java.time.Instant;

/// Time and chance for the engine; a test's own in a simulation.
public interface Timers {
    /// Local clock.
    Instant now();

    /// A number from 0 (included) to 1 (excluded).
    double chance();

    /// Runs `task` once on the engine's thread, not before `delay` has passed.
    ///
    /// @return cancels the task when it has not run yet
    Runnable after(Duration delay, Runnable task);
}
