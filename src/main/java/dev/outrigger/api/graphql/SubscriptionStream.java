package dev.outrigger.api.graphql;

import dev.outrigger.api.observe.LogFollower;
import dev.outrigger.api.observe.Patience;
import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.graphql.execution.AppSyncError;
import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.json.Json;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.Observation;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ObservedChange;
import dev.outrigger.replica.Selection;
import dev.outrigger.sync.ItemChange;

import graphql.ExecutionResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;

/// Sends the events of one subscription, in order, one at a time: each is put together once the one
/// before is on its way, and none while the client does not read. What waits meanwhile waits in the
/// change log.
final class SubscriptionStream implements LogFollower.Listener {
    private final Subscription subscription;
    private final GraphQlConnection connection;
    private final Patience patience;

    /// Changes of one step of the log that are not sent yet.
    private final ArrayDeque<ItemChange> waiting = new ArrayDeque<>();

    private @Nullable LogFollower follower;
    private boolean executing;
    private boolean closed;

    /// What a client subscribed to.
    record Subscription(String id, GraphQlDocument document, ChangeRead.Interest interest) {}

    SubscriptionStream(Subscription subscription, GraphQlConnection connection) {
        this.subscription = subscription;
        this.connection = connection;
        GraphQlLimits limits = connection.front().limits();
        this.patience = new Patience(limits.waiting(), limits.patience());
    }

    void start() {
        Selection selection =
                new Selection(subscription.interest().model().name(), null, new Predicate.All());
        long position = connection.position();
        connection
                .when(connection.front().sources().observations().observe(selection, position))
                .onSuccess(opening -> opened(opening, position))
                .onFailure(failure -> connection.fail(subscription.id(), failure));
    }

    private void opened(Observations.Opening opening, long position) {
        switch (opening) {
            case Observations.Opening.Opened(Observation observation) -> follow(observation);
            case Observations.Opening.TooOld(long oldestSeq) ->
                    refuse(new ObserveProblem.SinceTooOld(position, oldestSeq));
            case Observations.Opening.Ahead(long newestSeq) ->
                    refuse(new ObserveProblem.SinceAhead(position, newestSeq));
        }
    }

    private void follow(Observation observation) {
        if (closed) {
            observation.close();
            return;
        }
        follower = new LogFollower(subscription.id(), observation, connection, this);
        follower.follow();
    }

    /// There may be something to send, and room to send it. Calls without need do no harm.
    void pump() {
        if (follower != null && !endedAsTooSlow(follower)) {
            deliver(follower);
        }
    }

    private boolean endedAsTooSlow(LogFollower following) {
        boolean over = patience.isOver(following.waiting());
        if (over) {
            refuse(
                    new ObserveProblem.TooSlow(
                            connection.front().limits().waiting(), following.position()));
        }
        return over;
    }

    void close() {
        closed = true;
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public boolean takesMore() {
        return waiting.isEmpty() && !executing && !connection.full();
    }

    @Override
    public void changed(List<ObservedChange> changes) {
        changes.stream()
                .map(change -> change.logged().change())
                .filter(subscription.interest()::covers)
                .forEach(waiting::add);
        if (follower != null) {
            deliver(follower);
        }
    }

    @Override
    public void lost(long oldestSeq) {
        long position = follower == null ? 0 : follower.position();
        refuse(new ObserveProblem.SinceTooOld(position, oldestSeq));
    }

    private void deliver(LogFollower following) {
        if (closed || executing || connection.full()) {
            return;
        }
        ItemChange next = waiting.poll();
        if (next == null) {
            following.follow();
            return;
        }
        executing = true;
        connection
                .when(
                        connection.execute(
                                subscription.document(), new ChangeRead.Delivery(next.after())))
                .onSuccess(result -> soonSent(following, result))
                .onFailure(failure -> connection.fail(subscription.id(), failure));
    }

    /// On a later turn of the loop: an answer that needs no read is there at once, and many of them
    /// would pile up on the stack.
    private void soonSent(LogFollower following, ExecutionResult result) {
        connection.soon(
                () -> {
                    executing = false;
                    if (!closed) {
                        send(result);
                        deliver(following);
                    }
                });
    }

    private void send(ExecutionResult result) {
        connection.deliver(subscription.id(), Json.write(result.toSpecification()));
    }

    private void refuse(ObserveProblem problem) {
        connection.fail(
                subscription.id(),
                List.of(ProblemErrors.of(Problems.of(problem), AppSyncError.Place.NOWHERE)));
    }
}
