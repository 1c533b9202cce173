package dev.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Three devices and a backend in one thread. First anything may break, and nothing may be wrong;
/// then all is healed, and everything must come together.
///
/// `-Dsim.seeds=N` runs N seeds, `-Dsim.seed=S` runs one.
class SyncSim {
    private static final Schema SCHEMA = schema();

    @Test
    void nothingIsLostOrDoubledAndEverythingConverges() {
        long[] seeds =
                Long.getLong("sim.seed") != null
                        ? new long[] {Long.getLong("sim.seed")}
                        : LongStream.range(0, Long.getLong("sim.seeds", 200)).toArray();
        for (long seed : seeds) {
            run(seed);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(run(7)).isEqualTo(run(7));
    }

    private static long run(long seed) {
        SimulationOptions options = SimulationOptions.of(seed);
        try {
            return new Run(options).perform();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("run again with -Dsim.seed=" + seed + "; " + options, broken);
        }
    }

    private static Schema schema() {
        try {
            String document = Files.readString(Path.of("config/schema.graphql"));
            return ((SchemaReading.Read) SchemaReader.read(document)).schema();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static final class Run {
        private static final Duration HEALING = Duration.ofHours(2);

        private SimulationOptions options;
        private final World world;
        private final SimulatedBackend backend;
        private final SimulatedUsers users;
        private final List<SimulatedDevice> devices = new ArrayList<>();
        private final Checkers.VersionsNeverGoDown versions = new Checkers.VersionsNeverGoDown();
        private boolean backendUp = true;

        Run(SimulationOptions options) {
            this.options = options;
            this.world = new World(options.seed());
            this.backend = new SimulatedBackend(SCHEMA, world, options.deltaTtl());
            this.users = new SimulatedUsers(SCHEMA, world);
            for (int number = 0; number < options.devices(); number++) {
                String name = "d" + number;
                LossyNetwork network =
                        new LossyNetwork(name, backend, world, () -> this.options, () -> backendUp);
                devices.add(new SimulatedDevice(name, SCHEMA, world, () -> this.options, network));
            }
        }

        /// Answers a number that two equal runs share.
        long perform() {
            devices.forEach(SimulatedDevice::boot);
            for (int edit = 0; edit < options.edits(); edit++) {
                world.runUntil(
                        world.now().plus(world.between(Duration.ZERO, Duration.ofSeconds(10))));
                disturb();
                SimulatedDevice device = devices.get(world.random().nextInt(devices.size()));
                // A burst now and then: edits of one item meet before the first is sent.
                int burst = world.happens(0.2) ? 4 : 1;
                for (int repeat = 0; repeat < burst; repeat++) {
                    users.act(device);
                }
                checkSafety();
            }
            heal();
            return world.performed();
        }

        private void disturb() {
            if (world.happens(options.backendDown())) {
                backendUp = false;
                world.after(
                        world.between(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                        () -> backendUp = true);
            }
            for (SimulatedDevice device : devices) {
                if (device.alive() && world.happens(options.crash())) {
                    device.crash();
                }
            }
        }

        private void heal() {
            backendUp = true;
            options = options.healed();
            world.runUntil(world.now().plus(HEALING));
            checkSafety();
            devices.forEach(Checkers::changeLogTellsAStory);
            Checkers.everySaveArrived(users, backend);
            Checkers.nothingAppliedTwice(backend);
            Checkers.parentsBeforeChildren(backend);
            Checkers.converged(devices, backend);
        }

        private void checkSafety() {
            for (SimulatedDevice device : devices) {
                versions.check(device);
                Checkers.tombstonesStay(device, backend);
                Checkers.ownWritesStayVisible(device);
            }
        }
    }
}
