package dev.outrigger.simulation;

import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.testing.Schemas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/// What one run is like, drawn from its seed and printed when the run fails.
record SimulationOptions(
        long seed, int devices, int steps, Faults faults, Sizes sizes, Times times, Rules rules) {
    private static final Schema DEMO = Schemas.demo();
    private static final double SHARED = 0.25;
    private static final double RELEASES = 0.25;
    private static final double FORGETS_DELETIONS = 0.4;
    private static final int MOST_SECONDS_LONGER = 600;

    /// How much goes at once.
    record Sizes(
            int pageItems,
            int lanes,
            int batch,
            int documentMutations,
            int bufferItems,
            int pullsAtOnce) {
        private static Sizes drawn(Random random) {
            return new Sizes(
                    1 + random.nextInt(12),
                    1 + random.nextInt(8),
                    1 + random.nextInt(8),
                    1 + random.nextInt(8),
                    1 + random.nextInt(20),
                    1 + random.nextInt(3));
        }
    }

    /// @param latency one way, at most
    /// @param deltaTtl how long the backend can tell what changed
    /// @param tokenTtl how long the backend goes on with the token of a page
    record Times(
            Duration fullSyncInterval, Duration latency, Duration deltaTtl, Duration tokenTtl) {
        private static Times drawn(Random random) {
            return new Times(
                    Duration.ofMinutes(1 + random.nextInt(120)),
                    Duration.ofMillis(1 + random.nextInt(2_000)),
                    Duration.ofSeconds(1 + random.nextInt(600)),
                    Duration.ofMinutes(5 + random.nextInt(10)));
        }
    }

    /// Who decides how.
    ///
    /// @param backend what it does with a mutation of another version
    /// @param conflicts the strategies of the devices
    /// @param digests whether the backend tells which keys it has
    record Rules(
            ConflictStrategy backend,
            Strategies conflicts,
            RefusalPolicy refusals,
            boolean digests) {
        private static final List<ConflictStrategy> BACKENDS =
                List.of(
                        new ConflictStrategy.Automerge(),
                        new ConflictStrategy.OptimisticConcurrency(),
                        new ConflictStrategy.Lambda());

        private static Rules drawn(Random random) {
            return new Rules(
                    BACKENDS.get(random.nextInt(BACKENDS.size())),
                    DrawnStrategies.of(random),
                    RefusalPolicy.values()[random.nextInt(RefusalPolicy.values().length)],
                    random.nextBoolean());
        }
    }

    static SimulationOptions of(long seed) {
        Random random = new Random(seed);
        int devices = 2 + random.nextInt(3);
        int steps = 20 + random.nextInt(60);
        Faults faults = Faults.drawn(random);
        return new SimulationOptions(
                seed,
                devices,
                steps,
                release(seed) == null ? faults : faults.released(),
                Sizes.drawn(random),
                Times.drawn(random),
                Rules.drawn(random));
    }

    /// Each device has a clock of its own, up to a day off.
    Duration clockSkew(String device) {
        Random random = new Random(seed * 31 + device.hashCode());
        return Duration.ofMinutes(random.nextInt(2 * 24 * 60 + 1) - 24 * 60L);
    }

    /// How a device keeps each model in step. The first one does so as usual, so that there is
    /// somebody who writes.
    SyncPolicies policies(String device) {
        Random random = new Random(seed * 37 + device.hashCode());
        return device.equals("d0") || random.nextBoolean()
                ? SyncPolicies.usual()
                : DrawnPolicies.of(random);
    }

    /// How long the backend remembers that an item was deleted; no shorter than it can tell what
    /// changed, and for good in many runs.
    Optional<Duration> tombstoneTtl() {
        SplittableRandom random = new SplittableRandom(seed * 47);
        return random.nextDouble() < FORGETS_DELETIONS
                ? Optional.of(times.deltaTtl().plusSeconds(random.nextInt(MOST_SECONDS_LONGER)))
                : Optional.empty();
    }

    /// How many people use a machine.
    int users(String machine) {
        return shared() && new Random(seed * 43 + machine.hashCode()).nextBoolean() ? 2 : 1;
    }

    /// In few runs, because a change of user cuts off calls, and then less is certain.
    boolean shared() {
        // Of seeds that are near one another, `Random` begins with numbers that are, too.
        return new SplittableRandom(seed).nextDouble() < SHARED;
    }

    /// The version of the app that comes in the middle of the run, or null when none does.
    @Nullable Release release() {
        return release(seed);
    }

    private static @Nullable Release release(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        return random.nextDouble() < RELEASES
                ? Release.values()[random.nextInt(Release.values().length)]
                : null;
    }

    /// With which everybody begins.
    Schema schema() {
        return release() == null ? DEMO : Release.before();
    }

    SimulationOptions with(int fewerDevices, Faults fewerFaults) {
        return new SimulationOptions(seed, fewerDevices, steps, fewerFaults, sizes, times, rules);
    }
}
