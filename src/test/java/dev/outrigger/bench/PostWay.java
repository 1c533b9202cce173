package dev.outrigger.bench;

import io.vertx.core.Future;

import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// When a post passed the stations of its way, one post at a time.
final class PostWay {
    static final long LIMIT_SECONDS = 30;

    private static final int WAITING = 1_000;

    private final BlockingQueue<Long> backend = new ArrayBlockingQueue<>(WAITING);
    private final BlockingQueue<Long> observer = new ArrayBlockingQueue<>(WAITING);

    /// How long many posts took.
    ///
    /// @param whole from just before the request until the observer was told
    /// @param answer from there until its answer
    /// @param event from there until the backend's subscriber was told
    /// @param told from the backend's event until the observer was told
    record Times(Latencies whole, Latencies answer, Latencies event, Latencies told) {
        String legs() {
            return String.format(
                    Locale.ROOT,
                    "p50: answered after %.1f ms, event after %.1f ms, observed %.1f ms later",
                    answer.milliseconds(0.5),
                    event.milliseconds(0.5),
                    told.milliseconds(0.5));
        }
    }

    void passedBackend(long at) {
        backend.add(at);
    }

    void observed(long at) {
        observer.add(at);
    }

    /// Sends `count` posts, each when the one before it was observed.
    Times times(int count, Supplier<Future<Void>> post) throws InterruptedException {
        long[] whole = new long[count];
        long[] answer = new long[count];
        long[] event = new long[count];
        long[] told = new long[count];
        for (int number = 0; number < count; number++) {
            long begun = System.nanoTime();
            long answered = post.get().map(_ -> System.nanoTime()).await();
            long passed = next(backend);
            long observed = next(observer);
            whole[number] = observed - begun;
            answer[number] = answered - begun;
            event[number] = passed - begun;
            told[number] = observed - passed;
        }
        return new Times(
                new Latencies(whole),
                new Latencies(answer),
                new Latencies(event),
                new Latencies(told));
    }

    private static long next(BlockingQueue<Long> arrivals) throws InterruptedException {
        Long arrived = arrivals.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new IllegalStateException("a post did not get to the end of its way");
        }
        return arrived;
    }
}
