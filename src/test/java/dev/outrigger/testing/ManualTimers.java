package dev.outrigger.testing;

import dev.outrigger.runtime.Timers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/// An engine's thread and clock in the hands of a test: tasks run only when the test says so, one
/// at a time, and time passes only when the test lets it.
public final class ManualTimers implements Timers, Executor {
    private static final int TASKS = 100_000;

    private record Timer(Instant due, Duration delay, Runnable task) {}

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private Instant now = ItemBuilder.SAVED_AT;
    private double chance;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public double chance() {
        return chance;
    }

    /// Every number drawn from here on is this one; it is 0 until then.
    public void alwaysDraw(double number) {
        chance = number;
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Timer timer = new Timer(now.plus(delay), delay, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /// The delays of the timers that are armed, in the order in which they end.
    public List<Duration> armed() {
        return timers.stream().sorted(Comparator.comparing(Timer::due)).map(Timer::delay).toList();
    }

    /// Runs every task, and those that they give in turn.
    public void run() {
        for (int count = 0; !tasks.isEmpty(); count++) {
            if (count > TASKS) {
                throw new AssertionError("the engine does not come to rest");
            }
            tasks.poll().run();
        }
    }

    /// Lets time pass; timers that end meanwhile ring in their order.
    public void pass(Duration duration) {
        Instant end = now.plus(duration);
        run();
        while (true) {
            List<Timer> due =
                    timers.stream()
                            .filter(timer -> !timer.due().isAfter(end))
                            .sorted(Comparator.comparing(Timer::due))
                            .toList();
            if (due.isEmpty()) {
                break;
            }
            timers.remove(due.getFirst());
            now = due.getFirst().due();
            due.getFirst().task().run();
            run();
        }
        now = end;
    }
}
