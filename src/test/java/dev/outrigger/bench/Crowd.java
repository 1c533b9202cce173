package dev.outrigger.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Many who hear of one change at a time, each on a socket of its own.
final class Crowd {
    private static final long LIMIT_SECONDS = 60;

    private final long[] arrivals;
    private volatile CountDownLatch waiting;

    /// How one of them joins.
    interface Entry {
        void join(Runnable started, LongConsumer heard);
    }

    private Crowd(int size) {
        this.arrivals = new long[size];
        this.waiting = new CountDownLatch(size);
    }

    /// Returns when all have joined.
    static Crowd of(int size, Entry entry) throws InterruptedException {
        Crowd crowd = new Crowd(size);
        for (int number = 0; number < size; number++) {
            int place = number;
            entry.join(
                    () -> crowd.waiting.countDown(),
                    at -> {
                        crowd.arrivals[place] = at;
                        crowd.waiting.countDown();
                    });
        }
        crowd.awaitAll();
        return crowd;
    }

    /// Nanoseconds from just before `change` until each had heard of it.
    long[] hear(Runnable change) throws InterruptedException {
        waiting = new CountDownLatch(arrivals.length);
        long begun = System.nanoTime();
        change.run();
        awaitAll();
        long[] taken = new long[arrivals.length];
        for (int number = 0; number < taken.length; number++) {
            taken[number] = arrivals[number] - begun;
        }
        return taken;
    }

    /// The same for many changes, one after the other, all together.
    Latencies hear(int changes, Runnable change) throws InterruptedException {
        long[] nanos = new long[changes * arrivals.length];
        for (int number = 0; number < changes; number++) {
            System.arraycopy(hear(change), 0, nanos, number * arrivals.length, arrivals.length);
        }
        return new Latencies(nanos);
    }

    private void awaitAll() throws InterruptedException {
        if (!waiting.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(waiting.getCount() + " did not hear of it");
        }
    }
}
