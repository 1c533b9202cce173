package dev.outrigger.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Has a transaction made every now and then, so that what is too old goes although nobody writes.
final class Upkeep implements AutoCloseable {
    private final Executor later;
    private final Runnable transaction;
    private volatile boolean closed;

    private Upkeep(Executor later, Runnable transaction) {
        this.later = later;
        this.transaction = transaction;
    }

    /// Begins it, where anything ever is too old.
    ///
    /// @param transaction returns at once
    static Upkeep of(Retention retention, Runnable transaction) {
        Duration interval = retention.interval();
        if (interval == null) {
            return new Upkeep(_ -> {}, transaction);
        }
        Upkeep upkeep =
                new Upkeep(
                        CompletableFuture.delayedExecutor(
                                interval.toMillis(), TimeUnit.MILLISECONDS),
                        transaction);
        upkeep.next();
        return upkeep;
    }

    private void next() {
        later.execute(
                () -> {
                    if (!closed) {
                        transaction.run();
                        next();
                    }
                });
    }

    @Override
    public void close() {
        closed = true;
    }
}
