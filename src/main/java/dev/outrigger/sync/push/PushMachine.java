package dev.outrigger.sync.push;

import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.push.PushState.Draining;
import dev.outrigger.sync.push.PushState.Idle;
import dev.outrigger.sync.push.PushState.Reason;
import dev.outrigger.sync.push.PushState.Waiting;
import dev.outrigger.sync.push.Window.Reading;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.sync.resolution.Strategies;

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
    private final ConflictRules conflicts;
    private final Judgement judgement;

    public PushMachine(PushLimits limits) {
        this(limits, SyncPolicies.usual(), Strategies.usual());
    }

    /// @param policies mutations of models that they do not send stay in the outbox
    public PushMachine(PushLimits limits, SyncPolicies policies, Strategies strategies) {
        this.limits = limits;
        this.policies = policies;
        this.dispatch = new Dispatch(limits);
        this.conflicts = new ConflictRules(strategies, limits.setbacks());
        this.judgement = new Judgement(conflicts);
    }

    /// Where delivery stands before it was ever started.
    public PushState initial() {
        return new Idle(Window.empty(), Pace.full(limits));
    }

    public PushStep step(PushState state, PushEvent event, Moment moment) {
        return switch (state) {
            case Idle idle -> whenIdle(idle, event, moment);
            case Draining draining -> whenDraining(draining, event, moment);
            case Waiting waiting -> whenWaiting(waiting, event, moment);
        };
    }

    private PushStep whenIdle(Idle state, PushEvent event, Moment moment) {
        return switch (event) {
            case PushEvent.Started _ ->
                    drain(state.window().fromStart(), state.pace().rested(), List.of());
            case PushEvent.ClaimTaken(List<Long> asked, List<Claimed> claimed) ->
                    idle(state, Withdrawal.of(gone(state.window(), asked, claimed), claimed));
            // What was sent before the stop is still settled: its answer is known now.
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    new PushStep(state, List.of(judgement.of(sent, outcome, state.pace(), moment)));
            case PushEvent.Fetched(Claimed sent, FetchOutcome _) ->
                    idle(state, Withdrawal.of(state.window(), List.of(sent)));
            case PushEvent.Advised advised ->
                    new PushStep(state, List.of(conflicts.advised(advised, moment)));
            case PushEvent.Unstorable unstorable ->
                    new PushStep(state, List.of(judgement.of(unstorable, moment)));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    new PushStep(
                            idle(state, afterVerdict(state.window(), id, verdict)),
                            pauses(id, verdict));
            case PushEvent.Resumed(long id) -> stay(idle(state, state.window().resumed(id)));
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
            case PushEvent.Stopped _ -> stopped(window, state.pace());
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
            case PushEvent.Advised advised ->
                    drain(window, state.pace(), List.of(conflicts.advised(advised, moment)));
            case PushEvent.Unstorable unstorable ->
                    drain(window, state.pace(), List.of(judgement.of(unstorable, moment)));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    drain(afterVerdict(window, id, verdict), state.pace(), pauses(id, verdict));
            case PushEvent.Resumed(long id) -> drain(window.resumed(id), state.pace(), List.of());
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    pause(unstored(window, ids), state.pace().failed(), null, moment, List.of());
            case PushEvent.Started _,
                    PushEvent.Reached _,
                    PushEvent.CredentialsChanged _,
                    PushEvent.RetryDue _ ->
                    stay(state);
        };
    }

    private PushStep whenWaiting(Waiting state, PushEvent event, Moment moment) {
        Window window = state.window();
        return switch (event) {
            case PushEvent.Stopped _ -> stopped(window, state.pace());
            case PushEvent.Reached _ when state.reason() != Reason.BACK_OFF -> stay(state);
            case PushEvent.CredentialsChanged _ when state.reason() != Reason.NOT_SIGNED_IN ->
                    stay(state);
            case PushEvent.CredentialsChanged _ -> drain(window, state.pace().rested(), List.of());
            case PushEvent.RetryDue _, PushEvent.Reached _ ->
                    drain(window, state.pace(), List.of());
            case PushEvent.OutboxChanged changed -> stay(waiting(state, noticed(window, changed)));
            case PushEvent.Released _ -> drain(window.fromStart(), state.pace(), List.of());
            case PushEvent.Loaded loaded -> stay(waiting(state, taken(window, loaded)));
            case PushEvent.ClaimTaken(List<Long> asked, List<Claimed> claimed) ->
                    waiting(state, Withdrawal.of(gone(window, asked, claimed), claimed));
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    answeredLate(state, sent, outcome, moment);
            case PushEvent.Fetched(Claimed sent, FetchOutcome _) ->
                    waiting(state, Withdrawal.of(window, List.of(sent)));
            case PushEvent.Advised advised ->
                    new PushStep(state, List.of(conflicts.advised(advised, moment)));
            case PushEvent.Unstorable unstorable ->
                    new PushStep(state, List.of(judgement.of(unstorable, moment)));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    new PushStep(
                            waiting(state, afterVerdict(window, id, verdict)), pauses(id, verdict));
            case PushEvent.Resumed(long id) -> stay(waiting(state, window.resumed(id)));
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    stay(waiting(state, unstored(window, ids)));
            case PushEvent.Started _ -> stay(state);
        };
    }

    private PushStep answered(Draining state, Claimed sent, PushOutcome outcome, Moment moment) {
        long document = state.window().documentOf(sent.mutation().id());
        Window window = state.window().answered(sent.mutation().id());
        Pace pace = state.pace();
        List<PushCommand> verdict = List.of(judgement.of(sent, outcome, state.pace(), moment));
        return switch (outcome) {
            case PushOutcome.Accepted _ -> drain(window, pace.took(document), verdict);
            case PushOutcome.Conflict _, PushOutcome.ConditionFailed _ ->
                    drain(window, pace, verdict);
            case PushOutcome.Refused _, PushOutcome.Unreadable _ -> drain(window, pace, verdict);
            // One that was tried before keeps to its own pauses. A new one may tell of an outage.
            case PushOutcome.Faulted _ when sent.before() == Standing.SENT ->
                    drain(window, pace.failed(), verdict);
            case PushOutcome.Faulted _ ->
                    pause(window, pace.failed(document), null, moment, verdict);
            case PushOutcome.NotSignedIn _ -> waitForSignIn(window, pace.failed(), moment, verdict);
            case PushOutcome.NotTogether _, PushOutcome.Unsaid _ ->
                    drain(window, pace.refused(document), verdict);
            case PushOutcome.Deferred(Duration pause, String _) ->
                    pause(window, pace.failed(document), pause, moment, verdict);
            case PushOutcome.Unanswered _ ->
                    pause(window, pace.failed(document), null, moment, verdict);
        };
    }

    /// The answer to what was on its way when the wait began.
    private PushStep answeredLate(Waiting state, Claimed sent, PushOutcome outcome, Moment moment) {
        long document = state.window().documentOf(sent.mutation().id());
        Window window = state.window();
        Pace pace = state.pace();
        PushCommand verdict = judgement.of(sent, outcome, state.pace(), moment);
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
            case PushOutcome.NotTogether _, PushOutcome.Unsaid _ ->
                    new PushStep(
                            new Waiting(window, pace.refused(document), state.reason()),
                            List.of(verdict));
            case PushOutcome.Conflict _,
                    PushOutcome.ConditionFailed _,
                    PushOutcome.Refused _,
                    PushOutcome.Unreadable _,
                    PushOutcome.Faulted _,
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
        return switch (conflicts.looked(sent, outcome, moment)) {
            case ConflictRules.Next.Depart(Claimed departing) ->
                    drain(window.ready(departing), pace, List.of());
            case ConflictRules.Next.Perform(PushCommand command) -> {
                List<PushCommand> next = List.of(command);
                yield switch (outcome) {
                    case FetchOutcome.Failed _ ->
                            pause(window.answered(id), pace.failed(document), null, moment, next);
                    case FetchOutcome.NotSignedIn _ ->
                            waitForSignIn(window.answered(id), pace.failed(), moment, next);
                    case FetchOutcome.NotTogether _ ->
                            drain(window.answered(id), pace.refused(document), next);
                    case FetchOutcome.Found _, FetchOutcome.Absent _ ->
                            drain(window.answered(id), pace, next);
                    case FetchOutcome.Refused _, FetchOutcome.Unreadable _ ->
                            drain(window.answered(id), pace, next);
                };
            }
        };
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

    /// What may have arrived, or is known to be in conflict, is looked up in a document of its own.
    private List<PushCommand> departures(List<Claimed> claimed) {
        Map<Boolean, List<Claimed>> byUnsent =
                claimed.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        each ->
                                                switch (each.before()) {
                                                    case WAITING, HELD, DISPUTED ->
                                                            !conflicts.diverged(each);
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
            case Verdict.Resolved(var _, var _, Resolution resolution) ->
                    switch (resolution) {
                        // Where later ones of the item have ended too, their claim will tell.
                        case Resolution.TakeTheirs _ -> window.without(id);
                        case Resolution.SendAgain _ -> window.queued(List.of(id));
                        case Resolution.Await _ -> window.holding(id);
                    };
            case Verdict.Suspended _, Verdict.SetAside _, Verdict.Faulted _ -> window.suspended(id);
            case Verdict.Contested _, Verdict.Postponed _ -> window.queued(List.of(id));
            // The policy has changed the item's later mutations, or holds them back.
            case Verdict.Refused _ -> window.withoutItemOf(id).fromStart();
        };
    }

    private static List<PushCommand> pauses(long id, Verdict verdict) {
        Duration pause = verdict.pause();
        return pause == null ? List.of() : List.of(new PushCommand.ArmResume(id, pause));
    }

    /// The store did not answer: what it was asked is asked again.
    private static Window unstored(Window window, List<Long> ids) {
        return ids.isEmpty() ? window.reading(Reading.MORE) : window.queued(ids);
    }

    private static Waiting waiting(Waiting state, Window window) {
        return new Waiting(window, state.pace(), state.reason());
    }

    private static PushStep waiting(Waiting state, Withdrawal withdrawal) {
        return new PushStep(waiting(state, withdrawal.window()), withdrawal.commands());
    }

    private static Idle idle(Idle state, Window window) {
        return new Idle(window, state.pace());
    }

    private static PushStep idle(Idle state, Withdrawal withdrawal) {
        return new PushStep(idle(state, withdrawal.window()), withdrawal.commands());
    }

    /// What was looked up and has not gone yet does not go any more.
    private static PushStep stopped(Window window, Pace pace) {
        Withdrawal withdrawal = Withdrawal.of(window, window.ready(Integer.MAX_VALUE));
        return new PushStep(new Idle(withdrawal.window(), pace), withdrawal.commands());
    }

    private static PushStep stay(PushState state) {
        return new PushStep(state, List.of());
    }
}
