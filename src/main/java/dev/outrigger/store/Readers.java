package dev.outrigger.store;

import dev.outrigger.replica.ReplicaUnreachable;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/// The threads that read a replica, each with a connection of its own while it reads. More threads
/// than connections would only wait for one another.
final class Readers implements AutoCloseable {
    /// The server's session is ending, it is out of some resource, or the connection broke.
    private static final String UNREACHABLE_STATES = "(08|53|57).*";

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final String replica;
    private final DataSource source;
    private final ThreadPoolExecutor threads;

    Readers(String replica, DataSource source, StoreLimits limits) {
        this.replica = replica;
        this.source = source;
        this.threads =
                new ThreadPoolExecutor(
                        limits.readsTogether(),
                        limits.readsTogether(),
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(limits.readsWaiting()),
                        Thread.ofPlatform().daemon().name("read-" + replica + "-", 0).factory());
    }

    /// A read on a connection that commits by itself.
    interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    <T> CompletionStage<T> read(Read<T> read) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(read), threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(unreachable("takes no more reads", full));
        }
    }

    private <T> T answer(Read<T> read) {
        try (Connection connection = source.getConnection()) {
            return read.from(connection);
        } catch (SQLException failure) {
            throw isUnreachable(failure)
                    ? unreachable("does not answer", failure)
                    : new IllegalStateException("a read of the replica failed", failure);
        }
    }

    private ReplicaUnreachable unreachable(String what, Throwable cause) {
        return new ReplicaUnreachable(
                "the database of the replica '" + replica + "' " + what, cause);
    }

    private static boolean isUnreachable(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state == null
                || state.matches(UNREACHABLE_STATES);
    }

    /// Answers the reads that were asked for before, as far as the close limit allows.
    @Override
    public void close() {
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
