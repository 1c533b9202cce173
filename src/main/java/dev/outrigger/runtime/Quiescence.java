package dev.outrigger.runtime;

import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Waits until a stopped engine has nothing under way to its backend, and cancels what takes too
/// long.
///
/// A mutation that was cancelled is as one whose answer was lost: it stays in the outbox, and what
/// became of it is found out before it is sent again.
final class Quiescence {
    private static final Logger LOGGER = LoggerFactory.getLogger(Quiescence.class);

    private final Ports ports;
    private final Executor loop;
    private final PushLoop push;
    private final Duration limit;
    private final List<Waiter> waiting = new ArrayList<>();

    Quiescence(Ports ports, Executor loop, PushLoop push, Duration limit) {
        this.ports = ports;
        this.loop = loop;
        this.push = push;
        this.limit = limit;
    }

    /// To be asked when delivery was told to stop.
    ///
    /// @return how many calls were cancelled
    CompletionStage<Integer> reached() {
        CompletableFuture<Integer> reached = new CompletableFuture<>();
        loop.execute(() -> await(reached));
        return reached;
    }

    private void await(CompletableFuture<Integer> reached) {
        if (!push.underWay()) {
            cancel(reached);
            return;
        }
        Waiter waiter = new Waiter(reached);
        waiting.add(waiter);
        waiter.cancelWait = ports.timers().after(limit, () -> expired(waiter));
    }

    /// To be called after every event of delivery.
    void look() {
        if (!waiting.isEmpty() && !push.underWay()) {
            List<Waiter> all = List.copyOf(waiting);
            waiting.clear();
            for (Waiter waiter : all) {
                waiter.cancelWait.run();
                cancel(waiter.reached);
            }
        }
    }

    private void expired(Waiter waiter) {
        if (waiting.remove(waiter)) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.LIMIT_MS, limit.toMillis())
                    .log("the engine stops without waiting for every answer");
            cancel(waiter.reached);
        }
    }

    /// Pages that nobody waits for are under way too, and hold connections.
    private void cancel(CompletableFuture<Integer> reached) {
        ports.backend().cancelCalls().thenAccept(reached::complete);
    }

    private static final class Waiter {
        private final CompletableFuture<Integer> reached;
        private Runnable cancelWait = () -> {};

        Waiter(CompletableFuture<Integer> reached) {
            this.reached = reached;
        }
    }
}
