package dev.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// Some devices and a backend in one thread, through a bad night and a good morning.
///
/// `-Dsim.seeds=N` runs N seeds of each generator, `-Dsim.first=S` begins with another one than 0,
/// and `-Dsim.seed=S` runs one. A run that fails is told as the smallest scenario that still fails.
class SyncSim {
    private static final int THREADS = 2;
    private static final long FIRST = Long.getLong("sim.first", 0);
    private static final long SEEDS = Long.getLong("sim.seeds", 2_000);

    /// Thousands of runs tell of a fault in every second line, and the telling takes longer.
    @BeforeAll
    static void hush() {
        ((Logger) LoggerFactory.getLogger("dev.outrigger")).setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        ((Logger) LoggerFactory.getLogger("dev.outrigger")).setLevel(Level.INFO);
    }

    /// As many seeds as somebody asks for take as long as they take.
    @ParameterizedTest
    @EnumSource(Generator.class)
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void nothingIsLostOrDoubledAndEverythingConverges(Generator generator) {
        Long one = Long.getLong("sim.seed");
        if (one != null) {
            run(one, generator);
            return;
        }
        AtomicLong next = new AtomicLong(FIRST);
        AtomicBoolean failed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(CompletableFuture.runAsync(() -> runAll(generator, next, failed), threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException failure) {
            throw new AssertionError(failure.getCause().getMessage(), failure.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource(Generator.class)
    void theSameSeedGivesTheSameRun(Generator generator) {
        Scenario scenario = Scenario.of(7, generator);

        assertThat(perform(scenario)).isEqualTo(perform(scenario));
    }

    @ParameterizedTest
    @CsvSource({"CARRIED_OUT_TWICE, I5", "FORGOTTEN, I4"})
    void aBackendThatIsWrongIsFoundOut(Fault fault, String invariant) {
        Faults wrong = new Faults(Map.of(fault, 1.0));

        assertThat(LongStream.range(0, 40))
                .as("what is found in forty seeds")
                .anyMatch(
                        seed ->
                                invariant.equals(
                                        wrongIn(
                                                Scenario.of(seed, Generator.EDITING)
                                                        .with(2, wrong))));
    }

    private static void runAll(Generator generator, AtomicLong next, AtomicBoolean failed) {
        for (long seed = next.getAndIncrement();
                seed < FIRST + SEEDS && !failed.get();
                seed = next.getAndIncrement()) {
            try {
                run(seed, generator);
            } catch (AssertionError violation) {
                failed.set(true);
                throw violation;
            }
        }
    }

    private static void run(long seed, Generator generator) {
        Scenario scenario = Scenario.of(seed, generator);
        try {
            perform(scenario);
        } catch (AssertionError | RuntimeException broken) {
            String wrong = wrong(broken);
            Scenario smallest =
                    new Shrinker(smaller -> wrong.equals(wrongIn(smaller))).shrink(scenario);
            throw new AssertionError(
                    "%s with -Dsim.seed=%d fails, and so does its part%n%s"
                            .formatted(generator, seed, smallest.text()),
                    broken);
        }
    }

    private static @Nullable String wrongIn(Scenario scenario) {
        try {
            perform(scenario);
            return null;
        } catch (AssertionError | RuntimeException broken) {
            return wrong(broken);
        }
    }

    /// The invariant, or what kind of bug it is.
    private static String wrong(Throwable broken) {
        return broken instanceof Checkers.Violation violation
                ? violation.invariant()
                : broken.getClass().getName();
    }

    private static long perform(Scenario scenario) {
        return new Run(scenario).perform();
    }
}
