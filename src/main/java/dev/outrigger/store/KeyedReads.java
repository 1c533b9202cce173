package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReadItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers reads of single items. Whoever waits when a thread becomes free is read together with
/// the others by one statement, as writes are committed together: under load a round trip to the
/// server is shared, and one client alone waits for nobody.
final class KeyedReads implements AutoCloseable {
    /// More threads than this would only make the groups smaller.
    static final int THREADS = 2;

    /// So that the last of a group waits a bounded time.
    private static final int TOGETHER = 64;

    private final ReadConnections connections;
    private final Reads reads;
    private final BlockingQueue<Wanted> waiting;
    private final ThreadPoolExecutor threads;

    /// Threads that answer, or were asked to.
    private final AtomicInteger busy = new AtomicInteger();

    private record Wanted(ItemKey key, CompletableFuture<Optional<ReadItem>> result) {}

    KeyedReads(ReadConnections connections, Reads reads, StoreLimits limits) {
        this.connections = connections;
        this.reads = reads;
        this.waiting = new ArrayBlockingQueue<>(limits.readsWaiting());
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform()
                                .daemon()
                                .name("get-" + connections.replica() + "-", 0)
                                .factory());
    }

    /// The stage completes on a thread of the reads, which has the next group to read.
    CompletionStage<Optional<ReadItem>> get(ItemKey key) {
        Wanted wanted = new Wanted(key, new CompletableFuture<>());
        if (!waiting.offer(wanted)) {
            wanted.result().completeExceptionally(connections.takesNoMore(null));
            return wanted.result();
        }
        if (claimThread()) {
            wakeThread();
        }
        return wanted.result();
    }

    /// Claims a thread that is free; when none is, one of those that answer finds who waits.
    private boolean claimThread() {
        return busy.getAndUpdate(before -> Math.min(before + 1, THREADS)) < THREADS;
    }

    private void wakeThread() {
        try {
            threads.execute(this::answerWaiting);
        } catch (RejectedExecutionException closed) {
            // A thread that is still at it takes in whoever waits.
            if (busy.decrementAndGet() == 0) {
                refuseWaiting(closed);
            }
        }
    }

    private void refuseWaiting(RejectedExecutionException closed) {
        List<Wanted> refused = new ArrayList<>();
        waiting.drainTo(refused);
        for (Wanted wanted : refused) {
            wanted.result().completeExceptionally(connections.takesNoMore(closed));
        }
    }

    private void answerWaiting() {
        do {
            try {
                answerUntilNobodyWaits();
            } finally {
                busy.decrementAndGet();
            }
            // Who came between the two has found this thread busy.
        } while (!waiting.isEmpty() && claimThread());
    }

    private void answerUntilNobodyWaits() {
        List<Wanted> group = new ArrayList<>();
        while (waiting.drainTo(group, TOGETHER) > 0) {
            answer(group);
            group.clear();
        }
    }

    private void answer(List<Wanted> group) {
        Map<ItemKey, ReadItem> found;
        try {
            List<ItemKey> keys = group.stream().map(Wanted::key).distinct().toList();
            found = connections.answer(connection -> reads.live(connection, keys));
        } catch (RuntimeException | Error failure) {
            group.forEach(wanted -> wanted.result().completeExceptionally(failure));
            return;
        }
        for (Wanted wanted : group) {
            wanted.result().complete(Optional.ofNullable(found.get(wanted.key())));
        }
    }

    /// Answers the reads that were asked for before, as far as the close limit allows.
    @Override
    public void close() {
        Readers.end(threads);
    }
}
