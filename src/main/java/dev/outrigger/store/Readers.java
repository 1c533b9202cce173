package dev.outrigger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

    /// A read of several statements, all of which see the database as of one moment.
    <T> CompletionStage<T> readOneMoment(ReadConnections.Read<T> read) {
        return read(connection -> ofOneMoment(connection, read));
    }

    private static <T> T ofOneMoment(Connection connection, ReadConnections.Read<T> read)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement isolating = connection.createStatement()) {
            isolating.execute("set transaction isolation level repeatable read, read only");
            T found = read.from(connection);
            connection.commit();
            return found;
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
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
