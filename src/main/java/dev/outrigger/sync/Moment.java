package dev.outrigger.sync;

import java.time.Duration;
import java.time.Instant;

/// When an event happened, and a number drawn for it: the only time and chance that the core sees.
///
/// @param now local clock
/// @param chance from 0 (included) to 1 (excluded)
public record Moment(Instant now, double chance) {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration CEILING = Duration.ofMinutes(5);
    private static final int LAST_DOUBLING = 12;

    /// The wait before the next try after `failures` failures in a row: 200 ms, doubled with each,
    /// at most 5 minutes, and up to 100 ms more, so that many devices do not come back as one.
    public Duration backOff(int failures) {
        Duration doubled = FIRST.multipliedBy(1L << Math.clamp(failures, 1, LAST_DOUBLING));
        Duration wait = doubled.compareTo(CEILING) > 0 ? CEILING : doubled;
        return wait.plusMillis((long) (chance * FIRST.toMillis()));
    }
}
