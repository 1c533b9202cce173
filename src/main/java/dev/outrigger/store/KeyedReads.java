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
    private final List<Thread> threads = new ArrayList<>();

    private record Wanted(ItemKey key, CompletableFuture<Optional<ReadItem>> result) {}

    KeyedReads(ReadConnections connections, Reads reads, StoreLimits limits) {
        this.connections = connections;
        this.reads = reads;
        this.waiting = new ArrayBlockingQueue<>(limits.readsWaiting());
        for (int number = 0; number < THREADS; number++) {
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("get-" + connections.replica() + "-" + number)
                            .start(this::run));
        }
    }

    /// The stage completes on a thread of the reads, which has the next group to read.
    CompletionStage<Optional<ReadItem>> get(ItemKey key) {
        Wanted wanted = new Wanted(key, new CompletableFuture<>());
        if (!waiting.offer(wanted)) {
            wanted.result().completeExceptionally(connections.takesNoMore(null));
        }
        return wanted.result();
    }

    private void run() {
        List<Wanted> group = new ArrayList<>();
        try {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group, TOGETHER - 1);
                answer(group);
                group.clear();
            }
        } catch (InterruptedException _) {
            // Closed: nobody is answered any more.
            refuse(group);
        }
    }

    private void answer(List<Wanted> group) {
        Map<ItemKey, ReadItem> found;
        try {
            List<ItemKey> keys = group.stream().map(Wanted::key).distinct().toList();
            found = connections.answer(connection -> reads.live(connection, keys));
        } catch (RuntimeException failure) {
            group.forEach(wanted -> wanted.result().completeExceptionally(failure));
            return;
        }
        for (Wanted wanted : group) {
            wanted.result().complete(Optional.ofNullable(found.get(wanted.key())));
        }
    }

    private void refuse(List<Wanted> group) {
        waiting.drainTo(group);
        group.forEach(
                wanted -> wanted.result().completeExceptionally(connections.takesNoMore(null)));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
