package dev.outrigger.backend.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// Runs reads on threads of their own, each with a connection of its own. Reads never wait for
/// writers, and a full queue refuses at once.
final class ReadPool implements AutoCloseable {
    private final DataSource source;
    private final ThreadPoolExecutor threads;

    /// A read of the database.
    @FunctionalInterface
    interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    ReadPool(DataSource source, TableSettings settings) {
        this.source = source;
        this.threads =
                new ThreadPoolExecutor(
                        settings.readers(),
                        settings.readers(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(settings.waitingReads()),
                        Thread.ofPlatform().daemon().name("backend-reader-", 0).factory());
    }

    /// The stage completes on a reader's thread, or fails with a [TableFailure].
    <T> CompletionStage<T> submit(Read<T> read) {
        var result = new CompletableFuture<T>();
        try {
            threads.execute(() -> run(read, result));
        } catch (RejectedExecutionException _) {
            result.completeExceptionally(
                    new TableFailure(
                            TableFailure.Reason.BUSY, "too many reads wait for the database", null));
        }
        return result;
    }

    private <T> void run(Read<T> read, CompletableFuture<T> result) {
        T value;
        try (Connection connection = source.getConnection()) {
            value = read.from(connection);
        } catch (SQLException failure) {
            result.completeExceptionally(failed(failure));
            return;
        } catch (RuntimeException bug) {
            result.completeExceptionally(
                    new TableFailure(TableFailure.Reason.FAULT, "a read failed", bug));
            return;
        }
        // Outside of `try`: what follows may take long, and must not keep the connection.
        result.complete(value);
    }

    private static TableFailure failed(SQLException failure) {
        return SqlStates.isUnavailable(failure)
                ? new TableFailure(
                        TableFailure.Reason.UNAVAILABLE, "the database cannot be read", failure)
                : new TableFailure(TableFailure.Reason.FAULT, "a read was refused", failure);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
