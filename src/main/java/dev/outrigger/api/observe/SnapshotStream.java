package dev.outrigger.api.observe;

import dev.outrigger.replica.Observation;
import dev.outrigger.replica.ObservedChange;
import dev.outrigger.replica.Query;
import dev.outrigger.runtime.EngineEvent;
import dev.outrigger.runtime.SyncStatus;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// Sends the answer to a query, and again after changes that may make it another one. It counts
/// changes only to know that an answer is out of date, so however many come while the client or the
/// database is slow, one more query covers them all.
final class SnapshotStream implements Stream, LogFollower.Listener {
    private static final String CATCHING_UP = "catching-up";
    private static final String SYNCED = "synced";
    private static final String MODEL_SYNCED = "modelSynced";

    private final ClientFrame.ObserveQuery request;
    private final ObserveSources sources;
    private final Outlet outlet;
    private final ObserveLimits.Snapshots limits;
    private @Nullable LogFollower follower;
    private @Nullable Runnable endEvents;
    private boolean closed;

    /// Changes since the latest query, or that no query was made yet.
    private int outdatedBy = 1;

    private boolean querying;

    /// Cancels the wait for the pause to end; null while nothing waits.
    private @Nullable Runnable wait;

    /// When the latest snapshot was sent, as [System#nanoTime]; null when the next one is not to
    /// wait.
    private @Nullable Long sentAt;

    private Duration pause;

    SnapshotStream(
            ClientFrame.ObserveQuery request,
            ObserveSources sources,
            Outlet outlet,
            ObserveLimits.Snapshots limits) {
        this.request = request;
        this.sources = sources;
        this.outlet = outlet;
        this.limits = limits;
        this.pause = limits.pause();
    }

    @Override
    public void start() {
        observe().onSuccess(this::opened).onFailure(failure -> outlet.fail(request.id(), failure));
    }

    private Future<Observation> observe() {
        Query query = request.query();
        return outlet.when(
                sources.observations().alterations(query.model().name(), query.predicate()));
    }

    @Override
    public void pump() {
        if (follower != null) {
            follower.follow();
            refresh();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (follower != null) {
            follower.close();
        }
        if (endEvents != null) {
            endEvents.run();
        }
        cancelWait();
    }

    /// Who comes again gets the whole answer again.
    @Override
    public @Nullable Long position() {
        return null;
    }

    @Override
    public boolean takesMore() {
        return true;
    }

    @Override
    public void changed(List<ObservedChange> changes) {
        outdatedBy += changes.size();
        if (outdatedBy >= limits.catchUpChanges() && pause.equals(limits.catchUpPause())) {
            hurry();
        }
        refresh();
    }

    /// What was missed does not matter to who gets the whole answer.
    @Override
    public void lost(long oldestSeq) {
        observe()
                .onSuccess(this::followAgain)
                .onFailure(failure -> outlet.fail(request.id(), failure));
    }

    private void followAgain(Observation observation) {
        if (closed) {
            observation.close();
            return;
        }
        follower = new LogFollower(request.id(), observation, outlet, this);
        outdatedBy++;
        hurry();
        pump();
    }

    private void opened(Observation observation) {
        if (closed) {
            observation.close();
            return;
        }
        follower = new LogFollower(request.id(), observation, outlet, this);
        outlet.send(request.id(), Frames.started(observation.position()));
        endEvents = sources.sync().observe(this::happened);
        pump();
    }

    /// On the engine's thread.
    private void happened(EngineEvent event) {
        boolean ours =
                event.name().equals(MODEL_SYNCED)
                        && request.query().model().name().equals(event.payload().get("model"));
        if (ours) {
            outlet.soon(
                    () -> {
                        outdatedBy++;
                        hurry();
                        refresh();
                    });
        }
    }

    /// The next snapshot is not to wait for the pause.
    private void hurry() {
        sentAt = null;
        cancelWait();
    }

    private void cancelWait() {
        if (wait != null) {
            wait.run();
            wait = null;
        }
    }

    /// Queries again when the latest answer is out of date, nothing is under way, the client reads
    /// and the pause is over.
    private void refresh() {
        if (closed || outdatedBy == 0 || querying || wait != null || outlet.full()) {
            return;
        }
        Duration left = pauseLeft();
        if (left.isPositive()) {
            wait =
                    outlet.loop()
                            .after(
                                    left,
                                    () -> {
                                        wait = null;
                                        refresh();
                                    });
            return;
        }
        querying = true;
        outdatedBy = 0;
        long seq = follower == null ? 0 : follower.position();
        outlet.when(sources.sync().status())
                .compose(status -> answered(status, seq))
                .onSuccess(nothing -> sent())
                .onFailure(failure -> outlet.fail(request.id(), failure));
    }

    private Duration pauseLeft() {
        return sentAt == null ? Duration.ZERO : pause.minusNanos(System.nanoTime() - sentAt);
    }

    private Future<Void> answered(SyncStatus status, long seq) {
        boolean synced = isSynced(status);
        pause =
                !synced && status.state().equals(CATCHING_UP)
                        ? limits.catchUpPause()
                        : limits.pause();
        return outlet.when(sources.store().query(request.query()))
                .map(
                        page -> {
                            if (!closed) {
                                outlet.send(
                                        request.id(), Frames.snapshot(seq, page.items(), synced));
                            }
                            return null;
                        });
    }

    private void sent() {
        querying = false;
        sentAt = System.nanoTime();
        refresh();
    }

    private boolean isSynced(SyncStatus status) {
        return status.models().stream()
                .filter(model -> model.model().equals(request.query().model().name()))
                .anyMatch(model -> model.state().equals(SYNCED));
    }
}
