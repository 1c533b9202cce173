package dev.outrigger.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that read a replica, each with a connection of its own while it reads. More threads
/// than connections would only wait for one another.
final class Readers implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final ReadConnections connections;
    private final ThreadPoolExecutor threads;

    Readers(ReadConnections connections, StoreLimits limits) {
        this.connections = connections;
        this.threads =
                new ThreadPoolExecutor(
                        limits.readsTogether(),
                        limits.readsTogether(),
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(limits.readsWaiting()),
                        Thread.ofPlatform()
                                .daemon()
                                .name("read-" + connections.replica() + "-", 0)
                                .factory());
    }

    <T> CompletionStage<T> read(ReadConnections.Read<T> read) {
        try {
            return CompletableFuture.supplyAsync(() -> connections.answer(read), threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(connections.takesNoMore(full));
        }
    }

    /// Answers the reads that were asked for before, as far as the close limit allows.
    @Override
    public void close() {
        end(threads);
    }

    /// Lets threads of reads finish what was asked for, within the close limit.
    static void end(ThreadPoolExecutor threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
