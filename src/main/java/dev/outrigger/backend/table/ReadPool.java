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
                            TableFailure.Reason.BUSY,
                            "too many reads wait for the database",
                            null));
        }
        return result;
    }

    private <T> void run(Read<T> read, CompletableFuture<T> result) {
        try {
            // Completed outside of the read: what follows may take long, and must not keep the
            // connection.
            result.complete(performed(read));
        } catch (TableFailure failure) {
            result.completeExceptionally(failure);
        }
    }

    private <T> T performed(Read<T> read) {
        try (Connection connection = connected()) {
            return read.from(connection);
        } catch (SQLException failure) {
            throw SqlStates.isUnavailable(failure)
                    ? unavailable(failure)
                    : new TableFailure(TableFailure.Reason.FAULT, "a read was refused", failure);
        } catch (TableFailure told) {
            throw told;
        } catch (RuntimeException bug) {
            throw new TableFailure(TableFailure.Reason.FAULT, "a read failed", bug);
        }
    }

    /// A pool that has no connection to give says so in many ways, and all mean the same.
    private Connection connected() {
        try {
            return source.getConnection();
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    private static TableFailure unavailable(SQLException failure) {
        return new TableFailure(
                TableFailure.Reason.UNAVAILABLE, "the database cannot be read", failure);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
