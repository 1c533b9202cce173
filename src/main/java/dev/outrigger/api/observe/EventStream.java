package dev.outrigger.api.observe;

import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.runtime.EngineEvent;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends the engine's events from now on. The engine's thread fills a bounded queue and never
/// waits.
final class EventStream implements Stream {
    private final String id;
    private final ObserveSources sources;
    private final Outlet outlet;
    private final int limit;
    private final BlockingQueue<EngineEvent> waiting;
    private final AtomicBoolean pumpIsDue = new AtomicBoolean();
    private volatile boolean missedOne;
    private @Nullable Runnable end;
    private boolean closed;

    EventStream(String id, ObserveSources sources, Outlet outlet, int limit) {
        this.id = id;
        this.sources = sources;
        this.outlet = outlet;
        this.limit = limit;
        this.waiting = new ArrayBlockingQueue<>(limit);
    }

    @Override
    public void start() {
        outlet.when(sources.store().changeRange())
                .onSuccess(range -> listen(range.newest()))
                .onFailure(failure -> outlet.fail(id, failure));
    }

    @Override
    public void pump() {
        if (closed) {
            return;
        }
        if (missedOne) {
            outlet.fail(id, Problems.of(new ObserveProblem.EventsTooSlow(limit)));
            return;
        }
        while (!outlet.full()) {
            EngineEvent event = waiting.poll();
            if (event == null) {
                return;
            }
            outlet.send(id, Frames.event(event));
        }
    }

    @Override
    public void close() {
        closed = true;
        if (end != null) {
            end.run();
        }
    }

    /// Events are not kept.
    @Override
    public @Nullable Long position() {
        return null;
    }

    private void listen(long seq) {
        if (!closed) {
            // Whoever has been told so is told everything that happens afterwards.
            end = sources.sync().observe(this::happened);
            outlet.send(id, Frames.started(seq));
        }
    }

    /// On the engine's thread.
    private void happened(EngineEvent event) {
        if (!outlet.permits().tells(event)) {
            return;
        }
        if (!waiting.offer(event)) {
            missedOne = true;
        }
        if (pumpIsDue.compareAndSet(false, true)) {
            outlet.soon(
                    () -> {
                        pumpIsDue.set(false);
                        pump();
                    });
        }
    }
}
