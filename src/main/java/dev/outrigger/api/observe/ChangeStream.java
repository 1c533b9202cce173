package dev.outrigger.api.observe;

import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.replica.Observation;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ObservedChange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Sends every change of a selection, in order, exactly once.
final class ChangeStream implements Stream, LogFollower.Listener {
    private final ClientFrame.Observe request;
    private final ObserveEndpoint.Shared shared;
    private final Outlet outlet;
    private final Patience patience;
    private @Nullable LogFollower follower;
    private boolean closed;

    ChangeStream(ClientFrame.Observe request, ObserveEndpoint.Shared shared, Outlet outlet) {
        this.request = request;
        this.shared = shared;
        this.outlet = outlet;
        this.patience = new Patience(shared.limits().waiting(), shared.limits().patience());
    }

    @Override
    public void start() {
        outlet.when(shared.sources().observations().observe(request.selection(), request.since()))
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
    public @Nullable Long position() {
        return follower == null ? null : follower.position();
    }

    @Override
    public boolean takesMore() {
        return !outlet.full();
    }

    @Override
    public void changed(List<ObservedChange> changes) {
        for (ObservedChange change : changes) {
            outlet.send(request.id(), shared.changes().of(change));
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
        outlet.send(request.id(), Frames.started(observation.position()));
        follower.follow();
    }

    private boolean endedAsTooSlow(LogFollower following) {
        boolean over = patience.isOver(following.waiting());
        if (over) {
            refuse(new ObserveProblem.TooSlow(shared.limits().waiting(), following.position()));
        }
        return over;
    }

    private void refuse(ObserveProblem problem) {
        outlet.fail(request.id(), Problems.of(problem));
    }

    private long since() {
        return request.since() == null ? 0 : request.since();
    }
}
