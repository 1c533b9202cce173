package dev.outrigger.simulation;

import java.time.Duration;
import java.util.Random;

/// Everything about one run, drawn from its seed and printed when the run fails.
record SimulationOptions(
        long seed,
        int devices,
        int edits,
        double requestLost,
        double answerLost,
        double duplicated,
        double refusedForNow,
        double linkBreaks,
        double crash,
        double storeFails,
        double backendDown,
        int pageItems,
        int lanes,
        int batch,
        int documentMutations,
        int bufferItems,
        int pullsAtOnce,
        boolean digests,
        Duration fullSyncInterval,
        Duration latency,
        Duration deltaTtl,
        Duration clockSkew) {
    static SimulationOptions of(long seed) {
        Random random = new Random(seed);
        return new SimulationOptions(
                seed,
                3,
                20 + random.nextInt(60),
                random.nextDouble() * 0.2,
                random.nextDouble() * 0.2,
                random.nextDouble() * 0.1,
                random.nextDouble() * 0.2,
                random.nextDouble() * 0.1,
                random.nextDouble() * 0.02,
                random.nextDouble() * 0.02,
                random.nextDouble() * 0.05,
                1 + random.nextInt(12),
                1 + random.nextInt(8),
                1 + random.nextInt(8),
                1 + random.nextInt(8),
                1 + random.nextInt(20),
                1 + random.nextInt(3),
                random.nextBoolean(),
                Duration.ofMinutes(1 + random.nextInt(120)),
                Duration.ofMillis(1 + random.nextInt(2_000)),
                Duration.ofSeconds(1 + random.nextInt(600)),
                Duration.ofHours(random.nextInt(49) - 24L));
    }

    /// The same run in a world without faults.
    SimulationOptions healed() {
        return new SimulationOptions(
                seed,
                devices,
                edits,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                pageItems,
                lanes,
                batch,
                documentMutations,
                bufferItems,
                pullsAtOnce,
                digests,
                fullSyncInterval,
                latency,
                deltaTtl,
                clockSkew);
    }
}
