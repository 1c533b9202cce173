package dev.outrigger.api.observe;

import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.wire.Models;
import dev.outrigger.replica.Observation;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ObservedChange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Sends every change of a selection, in order, exactly once.
final class ChangeStream implements Stream, LogFollower.Listener {
    private final ClientFrame.Observe request;
    private final ObserveSources sources;
    private final Outlet outlet;
    private final ObserveLimits limits;
    private @Nullable LogFollower follower;
    private boolean closed;

    /// When too much began to wait, as [System#nanoTime]; null while it does not.
    private @Nullable Long slowSince;

    ChangeStream(
            ClientFrame.Observe request,
            ObserveSources sources,
            Outlet outlet,
            ObserveLimits limits) {
        this.request = request;
        this.sources = sources;
        this.outlet = outlet;
        this.limits = limits;
    }

    @Override
    public void start() {
        outlet.when(sources.observations().observe(request.selection(), request.since()))
                .onSuccess(this::opened)
                .onFailure(failure -> outlet.fail(request.id(), failure));
    }

    @Override
    public void pump() {
        if (follower != null && !endedAsTooSlow(follower)) {
            follower.follow();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public boolean takesMore() {
        return !outlet.full();
    }

    @Override
    public void changed(List<ObservedChange> changes) {
        Models models = sources.models();
        for (ObservedChange change : changes) {
            String model = change.logged().change().key().model();
            outlet.send(Frames.change(request.id(), change, models.named(model)));
        }
    }

    @Override
    public void lost(long oldestSeq) {
        long position = follower == null ? since() : follower.position();
        refuse(new ObserveProblem.SinceTooOld(position, oldestSeq));
    }

    private void opened(Observations.Opening opening) {
        switch (opening) {
            case Observations.Opening.Opened(Observation observation) -> follow(observation);
            case Observations.Opening.TooOld(long oldestSeq) ->
                    refuse(new ObserveProblem.SinceTooOld(since(), oldestSeq));
            case Observations.Opening.Ahead(long newestSeq) ->
                    refuse(new ObserveProblem.SinceAhead(since(), newestSeq));
        }
    }

    private void follow(Observation observation) {
        if (closed) {
            observation.close();
            return;
        }
        follower = new LogFollower(request.id(), observation, outlet, this);
        outlet.send(Frames.started(request.id(), observation.position()));
        follower.follow();
    }

    /// Memory is not at stake, as changes wait in the log; but a client that falls behind for good
    /// must hear of it while the log still holds what it missed.
    private boolean endedAsTooSlow(LogFollower following) {
        if (following.waiting() <= limits.waiting()) {
            slowSince = null;
            return false;
        }
        long now = System.nanoTime();
        if (slowSince == null) {
            slowSince = now;
        }
        if (now - slowSince < limits.patience().toNanos()) {
            return false;
        }
        refuse(new ObserveProblem.TooSlow(limits.waiting(), following.position()));
        return true;
    }

    private void refuse(ObserveProblem problem) {
        outlet.fail(request.id(), Problems.of(problem));
    }

    private long since() {
        return request.since() == null ? 0 : request.since();
    }
}
