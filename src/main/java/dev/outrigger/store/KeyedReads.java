package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReadItem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers reads of single items. Whoever waits when a thread becomes free is read together with
/// the others by one statement, as writes are committed together: under load a round trip to the
/// server is shared, and one client alone waits for nobody. A thread is woken for what a turn of
/// the caller has asked for, not for each read of it.
final class KeyedReads implements AutoCloseable {
    /// More threads than this would only make the groups smaller.
    static final int THREADS = 2;

    /// So that the last of a group waits a bounded time.
    private static final int TOGETHER = 64;

    /// So many are worth a thread before the turn ends: it reads while the caller goes on.
    static final int ENOUGH = 4;

    private final ReadConnections connections;
    private final Reads reads;
    private final Executor afterTurn;
    private final BlockingQueue<Wanted> waiting;
    private final ThreadPoolExecutor threads;

    /// Threads that answer, or were asked to.
    private final AtomicInteger busy = new AtomicInteger();

    /// Whether somebody looks who waits after the turn that is under way.
    private final AtomicBoolean turnUnderWay = new AtomicBoolean();

    private record Wanted(ItemKey key, CompletableFuture<Optional<ReadItem>> result) {}

    KeyedReads(ReadConnections connections, Reads reads, ReplicaSetup setup) {
        this.connections = connections;
        this.reads = reads;
        this.afterTurn = setup.afterTurn();
        this.waiting = new ArrayBlockingQueue<>(setup.limits().readsWaiting());
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
        int wanting = waiting.size();
        if (wanting > 0 && wanting % ENOUGH == 0) {
            wakeIfFree();
        } else if (wanting > 0 && !turnUnderWay.getAndSet(true)) {
            afterTurn.execute(this::turnEnded);
        }
        return wanted.result();
    }

    private void turnEnded() {
        turnUnderWay.set(false);
        if (!waiting.isEmpty()) {
            wakeIfFree();
        }
    }

    private void wakeIfFree() {
        if (claimThread()) {
            wakeThread();
        }
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

    /// Whose item is found is told at once, while the next one is being read.
    private void answer(List<Wanted> group) {
        Map<ItemKey, List<Wanted>> untold = new LinkedHashMap<>();
        for (Wanted wanted : group) {
            untold.computeIfAbsent(wanted.key(), _ -> new ArrayList<>(1)).add(wanted);
        }
        List<ItemKey> keys = List.copyOf(untold.keySet());
        Collection<List<Wanted>> absent;
        try {
            absent =
                    connections.answer(
                            connection -> {
                                reads.live(connection, keys, item -> tell(untold, item));
                                return untold.values();
                            });
        } catch (RuntimeException | Error failure) {
            group.forEach(wanted -> wanted.result().completeExceptionally(failure));
            return;
        }
        absent.forEach(wanted -> tell(wanted, Optional.empty()));
    }

    private static void tell(Map<ItemKey, List<Wanted>> untold, ReadItem item) {
        tell(untold.remove(item.stored().key()), Optional.of(item));
    }

    private static void tell(List<Wanted> wanted, Optional<ReadItem> found) {
        wanted.forEach(each -> each.result().complete(found));
    }

    /// Answers the reads that were asked for before, as far as the close limit allows.
    @Override
    public void close() {
        Readers.end(threads);
    }
}
