package dev.outrigger.api.observe;

import dev.outrigger.replica.Observation;
import dev.outrigger.replica.ObservedChange;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Moves one observation along the change log, one step at a time, while its listener takes more.
public final class LogFollower {
    /// What the follower's stream does with changes.
    public interface Listener {
        boolean takesMore();

        void changed(List<ObservedChange> changes);

        /// The log no longer holds what follows; the follower has ended.
        void lost(long oldestSeq);
    }

    /// The event loop that it runs on, and who hears of its failures.
    public interface Host {
        /// The outcome of a stage, on the event loop.
        <T> Future<T> when(CompletionStage<T> stage);

        /// Runs `task` on the event loop after everything that waits there now.
        void soon(Runnable task);

        /// Ends the stream of this id for a reason that is nobody's message: told as unavailable or
        /// as a bug, and logged when it is one.
        void fail(String id, Throwable failure);
    }

    private final String id;
    private final Observation observation;
    private final Host host;
    private final Listener listener;
    private boolean stepping;

    /// News came while a step was under way that may have been too early to see it.
    private boolean again;

    private boolean wasCaughtUp;
    private boolean closed;

    /// The observation itself may be ahead of it, as its steps are taken on the store's threads.
    private long position;

    public LogFollower(String id, Observation observation, Host host, Listener listener) {
        this.id = id;
        this.observation = observation;
        this.host = host;
        this.listener = listener;
        this.position = observation.position();
    }

    /// Takes steps until it is caught up or the listener takes no more.
    public void follow() {
        if (closed || !listener.takesMore()) {
            return;
        }
        if (stepping) {
            again = true;
            return;
        }
        stepping = true;
        host.when(observation.next()).onComplete(this::stepped);
    }

    /// Seq of the newest change that the listener was told, or that it did not want to be told.
    public long position() {
        return position;
    }

    /// How many changes wait, once it was caught up; a replay of the past may take its time.
    public long waiting() {
        return wasCaughtUp ? observation.behind() : 0;
    }

    public void close() {
        closed = true;
        observation.close();
    }

    private void stepped(AsyncResult<Observation.Step> outcome) {
        stepping = false;
        if (closed) {
            return;
        }
        if (outcome.failed()) {
            host.fail(id, outcome.cause());
            return;
        }
        switch (outcome.result()) {
            case Observation.Step.Advanced(List<ObservedChange> changes) -> {
                position = observation.position();
                listener.changed(changes);
                goOn();
            }
            case Observation.Step.CaughtUp _ -> {
                wasCaughtUp = true;
                if (again) {
                    host.soon(this::follow);
                }
            }
            case Observation.Step.Lost(long oldestSeq) -> {
                close();
                listener.lost(oldestSeq);
            }
        }
        again = false;
    }

    /// At the end of the log there is nothing to look at before there is news; and the news of a
    /// change whose commit this has not seen yet is still to come.
    private void goOn() {
        if (observation.behind() > 0) {
            host.soon(this::follow);
        } else {
            wasCaughtUp = true;
        }
    }
}
