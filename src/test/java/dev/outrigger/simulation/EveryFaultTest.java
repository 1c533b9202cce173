package dev.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/// A simulation that leaves something out shows nothing about it.
class EveryFaultTest {
    private static final int SEEDS = 200;
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /// What no backend and no network does, see [Fault].
    private static final Set<Fault> IMPOSSIBLE =
            EnumSet.of(Fault.CARRIED_OUT_TWICE, Fault.FORGOTTEN);

    @BeforeAll
    static void hush() {
        ((Logger) LoggerFactory.getLogger("dev.outrigger")).setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        ((Logger) LoggerFactory.getLogger("dev.outrigger")).setLevel(Level.INFO);
    }

    @Test
    void everyFaultComesInAFewSeeds() {
        Set<Fault> met = EnumSet.noneOf(Fault.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            Run run = new Run(Scenario.of(seed, Generator.EDITING));
            run.perform();
            met.addAll(run.met());
        }

        assertThat(met).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(IMPOSSIBLE)));
    }

    @Test
    void everyActionIsDrawnInAFewSeeds() {
        Set<Step.Action> drawn = new HashSet<>();
        for (Generator generator : Generator.values()) {
            for (long seed = 0; seed < SEEDS; seed++) {
                Scenario.of(seed, generator).steps().forEach(step -> drawn.add(step.action()));
            }
        }

        assertThat(drawn).containsExactlyInAnyOrder(Step.Action.values());
    }

    @Test
    void everyReleaseIsDrawnInSomeSeeds() {
        assertThat(
                        LongStream.range(0, 4 * SEEDS)
                                .mapToObj(seed -> SimulationOptions.of(seed).release())
                                .filter(Objects::nonNull))
                .contains(Release.values());
    }

    @Test
    void clocksAreFarOffInBothDirections() {
        assertThat(LongStream.range(0, SEEDS).mapToObj(EveryFaultTest::skew))
                .anyMatch(skew -> skew.compareTo(HALF_A_DAY) > 0)
                .anyMatch(skew -> skew.compareTo(HALF_A_DAY.negated()) < 0);
    }

    private static Duration skew(long seed) {
        return SimulationOptions.of(seed).clockSkew("d1");
    }
}
