package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.push.PushState.Draining;
import dev.outrigger.sync.push.PushState.Idle;
import dev.outrigger.sync.push.PushState.Reason;
import dev.outrigger.sync.push.PushState.Waiting;
import dev.outrigger.sync.push.Window.Reading;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Decides which mutation is sent when, and what its answer means.
///
/// A mutation is claimed durably before it is sent, and settled durably after its answer. One whose
/// earlier attempt may have arrived is looked up at the backend before it is sent again.
public final class PushMachine {
    private final PushLimits limits;
    private final SyncPolicies policies;
    private final Dispatch dispatch;

    public PushMachine(PushLimits limits) {
        this(limits, SyncPolicies.usual());
    }

    /// @param policies mutations of models that they do not send stay in the outbox
    public PushMachine(PushLimits limits, SyncPolicies policies) {
        this.limits = limits;
        this.policies = policies;
        this.dispatch = new Dispatch(limits);
    }

    /// Where delivery stands before it was ever started.
    public PushState initial() {
        return new Idle(Window.empty(), Pace.full(limits));
    }

    public PushStep step(PushState state, PushEvent event, Moment moment) {
        return switch (state) {
            case Idle idle -> whenIdle(idle, event);
            case Draining draining -> whenDraining(draining, event, moment);
            case Waiting waiting -> whenWaiting(waiting, event);
        };
    }

    private PushStep whenIdle(Idle state, PushEvent event) {
        return switch (event) {
            case PushEvent.Started _ ->
                    drain(state.window().fromStart(), state.pace().rested(), List.of());
            case PushEvent.ClaimTaken(List<Long> asked, List<Claimed> _) ->
                    stay(idle(state, state.window().queued(asked)));
            // What was sent before the stop is still settled: its answer is known now.
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    new PushStep(state, List.of(judged(sent, outcome)));
            case PushEvent.Fetched(Claimed sent, FetchOutcome _) ->
                    stay(idle(state, state.window().queued(List.of(sent.mutation().id()))));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    stay(idle(state, afterVerdict(state.window(), id, verdict)));
            case PushEvent.Loaded _ -> stay(idle(state, state.window().reading(Reading.MORE)));
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    stay(idle(state, unstored(state.window(), ids)));
            case PushEvent.Stopped _,
                    PushEvent.Reached _,
                    PushEvent.CredentialsChanged _,
                    PushEvent.OutboxChanged _,
                    PushEvent.Released _,
                    PushEvent.RetryDue _ ->
                    stay(state);
        };
    }

    private PushStep whenDraining(Draining state, PushEvent event, Moment moment) {
        Window window = state.window();
        return switch (event) {
            case PushEvent.Stopped _ -> stay(new Idle(window, state.pace()));
            case PushEvent.OutboxChanged changed ->
                    drain(noticed(window, changed), state.pace(), List.of());
            case PushEvent.Released _ -> drain(window.fromStart(), state.pace(), List.of());
            case PushEvent.Loaded loaded -> drain(taken(window, loaded), state.pace(), List.of());
            case PushEvent.ClaimTaken(List<Long> asked, List<Claimed> claimed) ->
                    drain(gone(window, asked, claimed), state.pace(), departures(claimed));
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    answered(state, sent, outcome, moment);
            case PushEvent.Fetched(Claimed sent, FetchOutcome outcome) ->
                    fetched(state, sent, outcome, moment);
            case PushEvent.Settled(long id, Verdict verdict) ->
                    drain(afterVerdict(window, id, verdict), state.pace(), List.of());
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    pause(unstored(window, ids), state.pace().failed(), null, moment, List.of());
            case PushEvent.Started _,
                    PushEvent.Reached _,
                    PushEvent.CredentialsChanged _,
                    PushEvent.RetryDue _ ->
                    stay(state);
        };
    }

    private PushStep whenWaiting(Waiting state, PushEvent event) {
        Window window = state.window();
        return switch (event) {
            case PushEvent.Stopped _ -> stay(new Idle(window, state.pace()));
            case PushEvent.Reached _ when state.reason() != Reason.BACK_OFF -> stay(state);
            case PushEvent.CredentialsChanged _ when state.reason() != Reason.NOT_SIGNED_IN ->
                    stay(state);
            case PushEvent.CredentialsChanged _ -> drain(window, state.pace().rested(), List.of());
            case PushEvent.RetryDue _, PushEvent.Reached _ ->
                    drain(window, state.pace(), List.of());
            case PushEvent.OutboxChanged changed -> stay(waiting(state, noticed(window, changed)));
            case PushEvent.Released _ -> drain(window.fromStart(), state.pace(), List.of());
            case PushEvent.Loaded loaded -> stay(waiting(state, taken(window, loaded)));
            case PushEvent.ClaimTaken(List<Long> asked, List<Claimed> _) ->
                    stay(waiting(state, window.queued(asked)));
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    answeredLate(state, sent, outcome);
            case PushEvent.Fetched(Claimed sent, FetchOutcome _) ->
                    stay(waiting(state, window.queued(List.of(sent.mutation().id()))));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    stay(waiting(state, afterVerdict(window, id, verdict)));
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    stay(waiting(state, unstored(window, ids)));
            case PushEvent.Started _ -> stay(state);
        };
    }

    private PushStep answered(Draining state, Claimed sent, PushOutcome outcome, Moment moment) {
        long document = state.window().documentOf(sent.mutation().id());
        Window window = state.window().answered(sent.mutation().id());
        Pace pace = state.pace();
        List<PushCommand> verdict = List.of(judged(sent, outcome));
        return switch (outcome) {
            case PushOutcome.Accepted _ -> drain(window, pace.took(document), verdict);
            case PushOutcome.Conflict _, PushOutcome.ConditionFailed _, PushOutcome.Refused _ ->
                    drain(window, pace, verdict);
            case PushOutcome.NotSignedIn _ -> waitForSignIn(window, pace.failed(), moment, verdict);
            case PushOutcome.NotTogether _ -> drain(window, pace.refused(document), verdict);
            case PushOutcome.Deferred(Duration pause, String _) ->
                    pause(window, pace.failed(document), pause, moment, verdict);
            case PushOutcome.Unanswered _ ->
                    pause(window, pace.failed(document), null, moment, verdict);
        };
    }

    /// The answer to what was on its way when the wait began.
    private PushStep answeredLate(Waiting state, Claimed sent, PushOutcome outcome) {
        long document = state.window().documentOf(sent.mutation().id());
        Window window = state.window();
        Pace pace = state.pace();
        PushCommand verdict = judged(sent, outcome);
        return switch (outcome) {
            case PushOutcome.Accepted _ ->
                    new PushStep(
                            switch (state.reason()) {
                                case BACK_OFF -> new Draining(window, pace.took(document));
                                case ASKED, NOT_SIGNED_IN ->
                                        new Waiting(window, pace.took(document), state.reason());
                            },
                            List.of(verdict));
            case PushOutcome.Deferred(Duration asked, String _)
                    when asked != null && state.reason() == Reason.BACK_OFF ->
                    new PushStep(
                            new Waiting(window, pace, Reason.ASKED),
                            List.of(verdict, new PushCommand.ArmRetry(asked)));
            case PushOutcome.NotSignedIn _ when state.reason() == Reason.BACK_OFF ->
                    new PushStep(new Waiting(window, pace, Reason.NOT_SIGNED_IN), List.of(verdict));
            case PushOutcome.NotTogether _ ->
                    new PushStep(
                            new Waiting(window, pace.refused(document), state.reason()),
                            List.of(verdict));
            case PushOutcome.Conflict _,
                    PushOutcome.ConditionFailed _,
                    PushOutcome.Refused _,
                    PushOutcome.NotSignedIn _,
                    PushOutcome.Deferred _,
                    PushOutcome.Unanswered _ ->
                    new PushStep(state, List.of(verdict));
        };
    }

    private PushStep fetched(Draining state, Claimed sent, FetchOutcome outcome, Moment moment) {
        long id = sent.mutation().id();
        long document = state.window().documentOf(id);
        Window window = state.window();
        Pace pace = state.pace();
        return switch (Verification.examine(sent, outcome)) {
            case Verification.Finding.SendOn(Version base) ->
                    drain(window.ready(sent.onTopOf(base)), pace, List.of());
            case Verification.Finding.Ended(Verdict verdict) -> {
                List<PushCommand> settle = List.of(new PushCommand.Settle(sent, verdict));
                yield switch (outcome) {
                    case FetchOutcome.Failed _ ->
                            pause(window.answered(id), pace.failed(document), null, moment, settle);
                    case FetchOutcome.NotSignedIn _ ->
                            waitForSignIn(window.answered(id), pace.failed(), moment, settle);
                    case FetchOutcome.NotTogether _ ->
                            drain(window.answered(id), pace.refused(document), settle);
                    case FetchOutcome.Found _, FetchOutcome.Absent _, FetchOutcome.Refused _ ->
                            drain(window.answered(id), pace, settle);
                };
            }
        };
    }

    /// What an answer means for the mutation, whatever it means for the pace.
    private PushCommand judged(Claimed sent, PushOutcome outcome) {
        Mutation mutation = sent.mutation().mutation();
        return switch (outcome) {
            case PushOutcome.Accepted(RemoteItem answer) ->
                    new PushCommand.Settle(sent, new Verdict.Acknowledged(answer));
            case PushOutcome.Conflict(RemoteItem theirs) ->
                    new PushCommand.Settle(sent, conflict(sent, theirs));
            case PushOutcome.ConditionFailed(String reason) ->
                    new PushCommand.Settle(
                            sent,
                            mutation.conditional()
                                    ? new Verdict.Refused(conditionFalse(reason))
                                    : contested(sent, reason));
            case PushOutcome.Refused(Rejection rejection) ->
                    new PushCommand.Settle(sent, new Verdict.Refused(rejection));
            case PushOutcome.NotSignedIn(String reason) ->
                    new PushCommand.Settle(sent, new Verdict.Postponed(Standing.WAITING, reason));
            case PushOutcome.Deferred(Duration _, String reason) ->
                    new PushCommand.Settle(sent, new Verdict.Postponed(Standing.WAITING, reason));
            case PushOutcome.NotTogether(String reason) ->
                    new PushCommand.Settle(sent, new Verdict.Postponed(Standing.WAITING, reason));
            case PushOutcome.Unanswered(String reason) ->
                    new PushCommand.Settle(sent, new Verdict.Postponed(Standing.SENT, reason));
        };
    }

    private Verdict conflict(Claimed sent, @Nullable RemoteItem theirs) {
        if (theirs == null) {
            return contested(sent, "the backend reported a conflict and not its item");
        }
        if (!theirs.live()) {
            return switch (sent.mutation().mutation().kind()) {
                case DELETE -> new Verdict.Acknowledged(theirs);
                case CREATE, UPDATE -> new Verdict.Overruled(theirs);
            };
        }
        return exhausted(sent)
                ? exhaustion(sent, "the item had changed at the backend")
                : new Verdict.Rebased(theirs, "the item had changed at the backend");
    }

    /// The next attempt begins with a look at the backend's item, which tells what is the matter.
    private Verdict contested(Claimed sent, String reason) {
        return exhausted(sent) ? exhaustion(sent, reason) : new Verdict.Contested(reason);
    }

    private static Verdict exhaustion(Claimed sent, String reason) {
        return new Verdict.Refused(
                Rejection.of(
                        Rejection.Cause.CONFLICTS,
                        "Conflict",
                        reason + ", for the " + sent.mutation().conflicts() + ". time"));
    }

    private static Rejection conditionFalse(String reason) {
        return Rejection.of(
                Rejection.Cause.CONDITION_FALSE, "ConditionalCheckFailedException", reason);
    }

    private boolean exhausted(Claimed sent) {
        return sent.mutation().conflicts() >= limits.conflicts();
    }

    private PushStep drain(Window window, Pace pace, List<PushCommand> first) {
        return dispatch.from(window, pace, first);
    }

    private static PushStep pause(
            Window window,
            Pace pace,
            @Nullable Duration asked,
            Moment moment,
            List<PushCommand> first) {
        List<PushCommand> commands = new ArrayList<>(first);
        commands.add(
                new PushCommand.ArmRetry(asked == null ? moment.backOff(pace.failures()) : asked));
        Reason reason = asked == null ? Reason.BACK_OFF : Reason.ASKED;
        return new PushStep(new Waiting(window, pace, reason), commands);
    }

    /// The back-off is for credentials that were mended without anybody saying so.
    private static PushStep waitForSignIn(
            Window window, Pace pace, Moment moment, List<PushCommand> first) {
        List<PushCommand> commands = new ArrayList<>(first);
        commands.add(new PushCommand.ArmRetry(moment.backOff(pace.failures())));
        return new PushStep(new Waiting(window, pace, Reason.NOT_SIGNED_IN), commands);
    }

    /// What may have arrived is looked up, in a document of its own.
    private static List<PushCommand> departures(List<Claimed> claimed) {
        Map<Boolean, List<Claimed>> byUnsent =
                claimed.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        each ->
                                                switch (each.before()) {
                                                    case WAITING, HELD -> true;
                                                    case SENT, CONTESTED -> false;
                                                }));
        List<PushCommand> commands = new ArrayList<>();
        if (!byUnsent.get(true).isEmpty()) {
            commands.add(new PushCommand.Send(byUnsent.get(true)));
        }
        if (!byUnsent.get(false).isEmpty()) {
            commands.add(new PushCommand.Fetch(byUnsent.get(false)));
        }
        return commands;
    }

    private Window taken(Window window, PushEvent.Loaded loaded) {
        // It may show a mutation as held that was released since, and nobody would look again.
        if (window.reading() == Reading.OUTDATED) {
            return window.reading(Reading.MORE);
        }
        Reading next =
                loaded.more() || window.reading() == Reading.STALE
                        ? Reading.MORE
                        : Reading.COMPLETE;
        List<PendingMutation> sent =
                loaded.mutations().stream()
                        .filter(each -> policies.mode(each.key().model()).sends())
                        .toList();
        return window.with(sent, next).readTo(loaded.mutations());
    }

    private static Window noticed(Window window, PushEvent.OutboxChanged changed) {
        // An edit may have mended a held mutation, and its place is behind what was read.
        return Collections.disjoint(window.held(), changed.keys())
                ? window.unread()
                : window.fromStart();
    }

    private static Window gone(Window window, List<Long> asked, List<Claimed> claimed) {
        List<Long> left = claimed.stream().map(each -> each.mutation().id()).toList();
        Window next = window;
        for (long id : asked) {
            next = left.contains(id) ? next : next.without(id);
        }
        return next;
    }

    private static Window afterVerdict(Window window, long id, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Acknowledged _ -> window.without(id);
            // All mutations of the item have ended, not only the one that was sent.
            case Verdict.Overruled _ -> window.withoutItemOf(id);
            case Verdict.Rebased _, Verdict.Contested _, Verdict.Postponed _ ->
                    window.queued(List.of(id));
            case Verdict.Held _ -> window.holding(id);
            // The policy has changed the item's later mutations, or holds them back.
            case Verdict.Refused _ -> window.withoutItemOf(id).fromStart();
        };
    }

    /// The store did not answer: what it was asked is asked again.
    private static Window unstored(Window window, List<Long> ids) {
        return ids.isEmpty() ? window.reading(Reading.MORE) : window.queued(ids);
    }

    private static Waiting waiting(Waiting state, Window window) {
        return new Waiting(window, state.pace(), state.reason());
    }

    private static Idle idle(Idle state, Window window) {
        return new Idle(window, state.pace());
    }

    private static PushStep stay(PushState state) {
        return new PushStep(state, List.of());
    }
}
