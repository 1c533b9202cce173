package dev.outrigger.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/// Time, chance and the order of everything, from one seed. Nothing here runs by itself: tasks run
/// one after the other, in the order of their virtual time.
final class World {
    private record Task(Instant at, long order, Runnable body) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::order));
    private final Random random;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private long scheduled;
    private long performed;

    World(long seed) {
        random = new Random(seed);
    }

    Instant now() {
        return now;
    }

    Random random() {
        return random;
    }

    long performed() {
        return performed;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    Duration between(Duration least, Duration most) {
        long span = most.toMillis() - least.toMillis();
        return least.plusMillis((long) (random.nextDouble() * (span + 1)));
    }

    void soon(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), scheduled++, task));
    }

    /// Runs what is due in this time, and stands at its end.
    void run(Duration duration) {
        Instant end = now.plus(duration);
        runUntil(() -> false, end);
        now = end;
    }

    /// Runs until something holds.
    ///
    /// @return whether it did within the limit
    boolean await(BooleanSupplier condition, Duration limit) {
        runUntil(condition, now.plus(limit));
        return condition.getAsBoolean();
    }

    private void runUntil(BooleanSupplier condition, Instant end) {
        while (!condition.getAsBoolean() && !tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
            Task next = tasks.poll();
            now = next.at();
            performed++;
            next.body().run();
        }
    }
}
