package dev.outrigger.api.observe;

import dev.outrigger.replica.Observation;
import dev.outrigger.replica.ObservedChange;

import io.vertx.core.AsyncResult;

import java.util.List;

/// Moves one observation along the change log, one step at a time, while its listener takes more.
final class LogFollower {
    /// What the follower's stream does with changes.
    interface Listener {
        boolean takesMore();

        void changed(List<ObservedChange> changes);

        /// The log no longer holds what follows; the follower has ended.
        void lost(long oldestSeq);
    }

    private final String id;
    private final Observation observation;
    private final Outlet outlet;
    private final Listener listener;
    private boolean stepping;

    /// News came while a step was under way that may have been too early to see it.
    private boolean again;

    private boolean wasCaughtUp;
    private boolean closed;

    LogFollower(String id, Observation observation, Outlet outlet, Listener listener) {
        this.id = id;
        this.observation = observation;
        this.outlet = outlet;
        this.listener = listener;
    }

    /// Takes steps until it is caught up or the listener takes no more.
    void follow() {
        if (closed || !listener.takesMore()) {
            return;
        }
        if (stepping) {
            again = true;
            return;
        }
        stepping = true;
        outlet.when(observation.next()).onComplete(this::stepped);
    }

    long position() {
        return observation.position();
    }

    /// How many changes wait, once it was caught up; a replay of the past may take its time.
    long waiting() {
        return wasCaughtUp ? observation.behind() : 0;
    }

    void close() {
        closed = true;
        observation.close();
    }

    private void stepped(AsyncResult<Observation.Step> outcome) {
        stepping = false;
        if (closed) {
            return;
        }
        if (outcome.failed()) {
            outlet.fail(id, outcome.cause());
            return;
        }
        switch (outcome.result()) {
            case Observation.Step.Advanced(List<ObservedChange> changes) -> {
                listener.changed(changes);
                outlet.soon(this::follow);
            }
            case Observation.Step.CaughtUp _ -> {
                wasCaughtUp = true;
                if (again) {
                    outlet.soon(this::follow);
                }
            }
            case Observation.Step.Lost(long oldestSeq) -> {
                close();
                listener.lost(oldestSeq);
            }
        }
        again = false;
    }
}
