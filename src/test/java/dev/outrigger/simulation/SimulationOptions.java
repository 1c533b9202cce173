package dev.outrigger.simulation;

import dev.outrigger.sync.RefusalPolicy;

import java.time.Duration;
import java.util.Random;

/// What one run is like, drawn from its seed and printed when the run fails.
///
/// @param latency one way, at most
/// @param deltaTtl how long the backend can tell what changed
/// @param tokenTtl how long the backend goes on with the token of a page
record SimulationOptions(
        long seed,
        int devices,
        int steps,
        Faults faults,
        int pageItems,
        int lanes,
        int batch,
        int documentMutations,
        int bufferItems,
        int pullsAtOnce,
        RefusalPolicy refusals,
        boolean digests,
        Duration fullSyncInterval,
        Duration latency,
        Duration deltaTtl,
        Duration tokenTtl) {
    static SimulationOptions of(long seed) {
        Random random = new Random(seed);
        return new SimulationOptions(
                seed,
                2 + random.nextInt(3),
                20 + random.nextInt(60),
                Faults.drawn(random),
                1 + random.nextInt(12),
                1 + random.nextInt(8),
                1 + random.nextInt(8),
                1 + random.nextInt(8),
                1 + random.nextInt(20),
                1 + random.nextInt(3),
                RefusalPolicy.values()[random.nextInt(RefusalPolicy.values().length)],
                random.nextBoolean(),
                Duration.ofMinutes(1 + random.nextInt(120)),
                Duration.ofMillis(1 + random.nextInt(2_000)),
                Duration.ofSeconds(1 + random.nextInt(600)),
                Duration.ofMinutes(5 + random.nextInt(10)));
    }

    /// Each device has a clock of its own, up to a day off.
    Duration clockSkew(String device) {
        Random random = new Random(seed * 31 + device.hashCode());
        return Duration.ofMinutes(random.nextInt(2 * 24 * 60 + 1) - 24 * 60L);
    }

    SimulationOptions with(int fewerDevices, Faults fewerFaults) {
        return new SimulationOptions(
                seed,
                fewerDevices,
                steps,
                fewerFaults,
                pageItems,
                lanes,
                batch,
                documentMutations,
                bufferItems,
                pullsAtOnce,
                refusals,
                digests,
                fullSyncInterval,
                latency,
                deltaTtl,
                tokenTtl);
    }
}
