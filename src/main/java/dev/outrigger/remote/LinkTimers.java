package dev.outrigger.remote;

import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.function.Consumer;

/// The two limits of a link: on the wait for the next step of opening it, and on the backend's
/// silence. Used on one Vert.x context.
final class LinkTimers {
    private final Vertx vertx;
    private final Consumer<String> expired;
    private Runnable step = () -> {};
    private Runnable silence = () -> {};
    private long heardNanos;

    /// @param expired told which limit passed
    LinkTimers(Vertx vertx, Consumer<String> expired) {
        this.vertx = vertx;
        this.expired = expired;
    }

    /// The next step has `limit` from now on; a step expected before is taken as done.
    void expectStep(Duration limit, String otherwise) {
        step.run();
        step = after(limit.toMillis(), () -> expired.accept(otherwise));
    }

    void lastStepDone() {
        step.run();
    }

    void watchSilence(Duration limit) {
        heard();
        silence.run();
        silence = after(limit.toMillis(), () -> judgeSilence(limit));
    }

    /// One assignment a frame: the timer is not moved, but looks here when it is due.
    void heard() {
        heardNanos = System.nanoTime();
    }

    void stop() {
        step.run();
        silence.run();
    }

    private void judgeSilence(Duration limit) {
        Duration silent = Duration.ofNanos(System.nanoTime() - heardNanos);
        Duration left = limit.minus(silent);
        if (left.isPositive()) {
            silence = after(left.toMillis() + 1, () -> judgeSilence(limit));
        } else {
            expired.accept("nothing was heard from the backend for " + limit.toMillis() + " ms");
        }
    }

    /// @return cancels the timer
    private Runnable after(long delayMs, Runnable task) {
        long timer = vertx.setTimer(delayMs, _ -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}
