package dev.outrigger.postgres;

import dev.outrigger.postgres.WriteFailure.DatabaseUnavailable;
import dev.outrigger.postgres.WriteFailure.Outcome;
import dev.outrigger.postgres.WriteFailure.QueueFull;
import dev.outrigger.postgres.WriteFailure.WriterClosed;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The operations that wait for the writer. Many threads add, one thread takes.
///
/// One lock guards the entries together with the reason to refuse new ones; with the two apart, an
/// operation could slip in behind the writer's last look and never be answered.
final class WriteQueue<E> {
    private final int limit;
    private final ArrayDeque<E> entries = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Comebacks comebacks = new Comebacks(System::nanoTime);
    private int lastTaken;
    private boolean closed;
    private boolean unavailable;

    WriteQueue(int limit) {
        this.limit = limit;
    }

    /// Adds at the end, or says why not.
    @Nullable WriteFailure offer(E entry) {
        return locked(
                () -> {
                    if (closed) {
                        return new WriterClosed();
                    }
                    if (unavailable) {
                        return new DatabaseUnavailable(Outcome.NOT_STORED, null);
                    }
                    if (entries.size() >= limit) {
                        return new QueueFull(limit);
                    }
                    entries.add(entry);
                    comebacks.came();
                    if (entries.size() == 1 || entries.size() == lastTaken) {
                        changed.signalAll();
                    }
                    return null;
                });
    }

    /// Waits for an entry and takes what is there, at most `maximum`; empty once closed and
    /// drained.
    List<E> take(int maximum) {
        return take(maximum, Duration.ZERO);
    }

    /// As [#take(int)], but as long as fewer wait than were taken last, those that are missing have
    /// until `patience` from now: callers that were answered together come back together, a moment
    /// apart. When the last ones took longer than that, nobody waits: the time would only be lost.
    List<E> take(int maximum, Duration patience) {
        return locked(
                () -> {
                    long end = System.nanoTime() + patience.toNanos();
                    while (entries.isEmpty() && !closed) {
                        changed.awaitUninterruptibly();
                    }
                    long left = comebacks.within(patience) ? end - System.nanoTime() : 0;
                    while (entries.size() < lastTaken && left > 0 && !closed) {
                        left = awaitUpTo(left);
                    }
                    List<E> taken = removed(maximum);
                    lastTaken = taken.size();
                    return taken;
                });
    }

    /// So many of those that were taken are about to be answered.
    void answering(int entriesTaken) {
        locked(
                () -> {
                    comebacks.answering(entriesTaken);
                    return entriesTaken;
                });
    }

    /// Returns what is left of the time.
    private long awaitUpTo(long nanoseconds) {
        try {
            return changed.awaitNanos(nanoseconds);
        } catch (InterruptedException _) {
            // Nobody but this package knows the writer's thread, and it ends by close() alone.
            closed = true;
            return 0;
        }
    }

    /// Refuses every new entry until [#accept], and gives those that wait to the caller to answer.
    List<E> refuse() {
        return locked(
                () -> {
                    unavailable = true;
                    return removed(limit);
                });
    }

    void accept() {
        locked(() -> unavailable = false);
    }

    /// Refuses every new entry for good; [#take] still gives out those that wait.
    void close() {
        locked(
                () -> {
                    closed = true;
                    changed.signalAll();
                    return closed;
                });
    }

    boolean isClosed() {
        return locked(() -> closed);
    }

    /// Waits for `milliseconds`, or shorter when the queue is closed meanwhile.
    void pause(long milliseconds) {
        locked(
                () -> {
                    long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
                    while (left > 0 && !closed) {
                        left = awaitUpTo(left);
                    }
                    return closed;
                });
    }

    private List<E> removed(int maximum) {
        var taken = new ArrayList<E>(Math.min(maximum, entries.size()));
        while (taken.size() < maximum && !entries.isEmpty()) {
            taken.add(entries.remove());
        }
        return taken;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
