package dev.outrigger.bench;

import java.time.Duration;

/// How long to look before believing a figure.
///
/// @param rounds turns of which the median counts
/// @param round how long one turn of a closed loop lasts
/// @param warmUp before the first turn
/// @param rows of a hydration and of the table that point reads are spread over
/// @param mutations of one drain of the outbox
/// @param saves whose way to the other device is timed
record Effort(int rounds, Duration round, Duration warmUp, int rows, int mutations, int saves) {
    static final Effort FULL =
            new Effort(3, Duration.ofSeconds(5), Duration.ofSeconds(40), 100_000, 5_000, 1_000);

    /// To see that everything runs; its figures prove nothing.
    static final Effort QUICK =
            new Effort(1, Duration.ofSeconds(2), Duration.ofSeconds(2), 20_000, 1_000, 200);
}
