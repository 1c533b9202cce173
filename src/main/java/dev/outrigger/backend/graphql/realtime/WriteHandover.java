package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.table.CommitListener;
import dev.outrigger.backend.table.Committed;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;

/// Brings committed writes from the threads that tell of them to the event loop, in order. One task
/// is scheduled for all that wait, and a full queue is given up as a whole: subscribers cannot live
/// with a gap, so they have to sync.
final class WriteHandover implements CommitListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(WriteHandover.class);

    /// Writes that are handed over before other work of the event loop gets its turn.
    private static final int SLICE = 64;

    private final int limit;
    private final Executor loop;
    private final Receiver receiver;

    private final ArrayDeque<Committed> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private boolean overrun;

    /// Who takes the writes, on the event loop.
    interface Receiver {
        /// True when no subscription would get a write; asked from other threads.
        boolean idle();

        /// False while it takes no more; it calls [WriteHandover#resume] when that ends.
        boolean ready();

        void take(Committed write);

        /// Writes were lost.
        void overrun();
    }

    WriteHandover(int limit, Executor loop, Receiver receiver) {
        this.limit = limit;
        this.loop = loop;
        this.receiver = receiver;
    }

    @Override
    public boolean idle() {
        return receiver.idle();
    }

    @Override
    public void committed(List<Committed> writes) {
        if (receiver.idle()) {
            return;
        }
        synchronized (waiting) {
            if (waiting.size() + writes.size() > limit) {
                waiting.clear();
                overrun = true;
            } else {
                waiting.addAll(writes);
            }
        }
        schedule();
    }

    @Override
    public void missed() {
        synchronized (waiting) {
            waiting.clear();
            overrun = true;
        }
        schedule();
    }

    private void schedule() {
        synchronized (waiting) {
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        loop.execute(this::resume);
    }

    /// Hands over what waits, as far as the receiver is ready; on the event loop.
    void resume() {
        for (int taken = 0; receiver.ready(); taken++) {
            if (taken == SLICE) {
                loop.execute(this::resume);
                return;
            }
            Committed next = next();
            if (next == null) {
                return;
            }
            take(next);
        }
    }

    /// A receiver that fails has lost a write for somebody. The feed goes on: one that stopped here
    /// would leave every subscriber listening to nothing.
    private void take(Committed write) {
        try {
            receiver.take(write);
        } catch (RuntimeException failure) {
            LOGGER.atError().setCause(failure).log("A write could not be told to subscribers");
            synchronized (waiting) {
                waiting.clear();
                overrun = true;
            }
        }
    }

    private @Nullable Committed next() {
        boolean lost;
        Committed next;
        synchronized (waiting) {
            lost = overrun;
            overrun = false;
            next = waiting.poll();
            scheduled = next != null;
        }
        if (lost) {
            receiver.overrun();
        }
        return next;
    }
}
