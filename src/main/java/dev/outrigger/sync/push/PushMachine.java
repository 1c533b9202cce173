package dev.outrigger.sync.push;

import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.push.PushState.Draining;
import dev.outrigger.sync.push.PushState.Idle;
import dev.outrigger.sync.push.PushState.Reason;
import dev.outrigger.sync.push.PushState.Waiting;
import dev.outrigger.sync.push.Window.Reading;
import dev.outrigger.sync.resolution.Strategies;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
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
                    idle(state, Withdrawal.of(state.window().claimed(asked, claimed), claimed));
            // What was sent before the stop is still settled: its answer is known now.
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    new PushStep(
                            state,
                            List.of(judgement.of(sent, outcome, state.pace().rested(), moment)));
            case PushEvent.Fetched(Claimed sent, FetchOutcome _) ->
                    idle(state, Withdrawal.of(state.window(), List.of(sent)));
            case PushEvent.Advised advised ->
                    new PushStep(state, List.of(conflicts.advised(advised, moment)));
            case PushEvent.Unstorable unstorable ->
                    new PushStep(state, List.of(judgement.of(unstorable, moment)));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    new PushStep(
                            idle(state, state.window().settled(id, verdict)), pauses(id, verdict));
            case PushEvent.Resumed(long id) -> stay(idle(state, state.window().resumed(id)));
            case PushEvent.Loaded _ -> stay(idle(state, state.window().reading(Reading.MORE)));
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    stay(idle(state, state.window().unstored(ids)));
            case PushEvent.Stopped _,
                    PushEvent.Reached _,
                    PushEvent.OthersWereTaken _,
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
                    drain(window.noticed(changed.keys()), state.pace(), List.of());
            case PushEvent.Released _ -> drain(window.fromStart(), state.pace(), List.of());
            case PushEvent.Loaded loaded -> drain(taken(window, loaded), state.pace(), List.of());
            case PushEvent.ClaimTaken(List<Long> asked, List<Claimed> claimed) ->
                    drain(window.claimed(asked, claimed), state.pace(), departures(claimed));
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    answered(state, sent, outcome, moment);
            case PushEvent.Fetched(Claimed sent, FetchOutcome outcome) ->
                    fetched(state, sent, outcome, moment);
            case PushEvent.Advised advised ->
                    drain(window, state.pace(), List.of(conflicts.advised(advised, moment)));
            case PushEvent.Unstorable unstorable ->
                    drain(window, state.pace(), List.of(judgement.of(unstorable, moment)));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    drain(window.settled(id, verdict), state.pace(), pauses(id, verdict));
            case PushEvent.Resumed(long id) -> drain(window.resumed(id), state.pace(), List.of());
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    pause(
                            new Draining(window.unstored(ids), state.pace().failed()),
                            null,
                            moment,
                            List.of());
            case PushEvent.Reached _ when window.withoutPauses() != window ->
                    drain(window.withoutPauses(), state.pace(), List.of());
            case PushEvent.OthersWereTaken _ when state.pace().othersWereTaken() != state.pace() ->
                    drain(window, state.pace().othersWereTaken(), List.of());
            case PushEvent.Started _,
                    PushEvent.Reached _,
                    PushEvent.OthersWereTaken _,
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
            case PushEvent.RetryDue _ -> drain(window, state.pace(), List.of());
            case PushEvent.Reached _ -> drain(window.withoutPauses(), state.pace(), List.of());
            case PushEvent.OthersWereTaken _ ->
                    stay(waiting(state, state.pace().othersWereTaken()));
            case PushEvent.OutboxChanged changed ->
                    stay(waiting(state, window.noticed(changed.keys())));
            case PushEvent.Released _ -> drain(window.fromStart(), state.pace(), List.of());
            case PushEvent.Loaded loaded -> stay(waiting(state, taken(window, loaded)));
            case PushEvent.ClaimTaken(List<Long> asked, List<Claimed> claimed) ->
                    waiting(state, Withdrawal.of(window.claimed(asked, claimed), claimed));
            case PushEvent.Answered(Claimed sent, PushOutcome outcome) ->
                    answeredLate(state, sent, outcome, moment);
            case PushEvent.Fetched(Claimed sent, FetchOutcome _) ->
                    waiting(state, Withdrawal.of(window, List.of(sent)));
            case PushEvent.Advised advised ->
                    new PushStep(state, List.of(conflicts.advised(advised, moment)));
            case PushEvent.Unstorable unstorable ->
                    new PushStep(state, List.of(judgement.of(unstorable, moment)));
            case PushEvent.Settled(long id, Verdict verdict) ->
                    new PushStep(waiting(state, window.settled(id, verdict)), pauses(id, verdict));
            case PushEvent.Resumed(long id) -> stay(waiting(state, window.resumed(id)));
            case PushEvent.StoreFailed(List<Long> ids, String _) ->
                    stay(waiting(state, window.unstored(ids)));
            case PushEvent.Started _ -> stay(state);
        };
    }

    private PushStep answered(Draining state, Claimed sent, PushOutcome outcome, Moment moment) {
        long document = state.window().documentOf(sent.mutation().id());
        Window window = state.window().answered(sent.mutation().id());
        Pace pace = state.pace();
        PushCommand verdict = judgement.of(sent, outcome, state.pace(), moment);
        List<PushCommand> first = List.of(verdict);
        return switch (outcome) {
            case PushOutcome.Accepted _ -> drain(window, pace.took(document), first);
            case PushOutcome.Conflict _, PushOutcome.ConditionFailed _ ->
                    drain(window, pace.spoke(), first);
            case PushOutcome.Refused _, PushOutcome.Unreadable _ ->
                    drain(window, pace.spoke(), first);
            case PushOutcome.Faulted _, PushOutcome.Unanswered _ when keepsToItself(state, sent) ->
                    drain(window, pace.failedAt(sent.mutation().id()), first);
            case PushOutcome.Faulted _, PushOutcome.Unanswered _ ->
                    pause(doubted(window, pace, sent, document), null, moment, first);
            case PushOutcome.NotSignedIn _ -> waitForSignIn(window, pace.failed(), moment, first);
            case PushOutcome.NotTogether _, PushOutcome.Unsaid _ ->
                    drain(window, pace.refused(document), first);
            case PushOutcome.Deferred(Duration asked, String _) ->
                    pause(new Draining(window, pace.failed(document)), asked, moment, first);
        };
    }

    /// True when nothing else has to wait because the backend failed at this mutation. It was tried
    /// before, alone in its document, and nothing says that the backend fails at others too. Then
    /// it keeps to its own pauses, and the next mutation tells more.
    private static boolean keepsToItself(Draining state, Claimed sent) {
        return Dispatch.sentAlone(sent) && state.pace().health().sparesOthers(sent.mutation().id());
    }

    private static Draining doubted(Window window, Pace pace, Claimed sent, long document) {
        return new Draining(window, pace.failedAt(sent.mutation().id()).failed(document));
    }

    /// The answer to what was on its way when the wait began.
    private PushStep answeredLate(Waiting state, Claimed sent, PushOutcome outcome, Moment moment) {
        long document = state.window().documentOf(sent.mutation().id());
        Window window = state.window();
        Pace pace = state.pace();
        List<PushCommand> verdict = List.of(judgement.of(sent, outcome, pace, moment));
        return switch (outcome) {
            case PushOutcome.Accepted _ ->
                    new PushStep(
                            switch (state.reason()) {
                                case BACK_OFF -> new Draining(window, pace.took(document));
                                case ASKED, NOT_SIGNED_IN -> waiting(state, pace.took(document));
                            },
                            verdict);
            case PushOutcome.Deferred(Duration asked, String _)
                    when asked != null && state.reason() == Reason.BACK_OFF ->
                    pause(new Draining(window, pace), asked, moment, verdict);
            case PushOutcome.NotSignedIn _ when state.reason() == Reason.BACK_OFF ->
                    new PushStep(new Waiting(window, pace, Reason.NOT_SIGNED_IN), verdict);
            case PushOutcome.NotTogether _, PushOutcome.Unsaid _ ->
                    new PushStep(waiting(state, pace.refused(document)), verdict);
            case PushOutcome.Conflict _, PushOutcome.ConditionFailed _ ->
                    new PushStep(waiting(state, pace.spoke()), verdict);
            case PushOutcome.Refused _, PushOutcome.Unreadable _ ->
                    new PushStep(waiting(state, pace.spoke()), verdict);
            case PushOutcome.Faulted _, PushOutcome.Unanswered _ ->
                    new PushStep(waiting(state, pace.failedAt(sent.mutation().id())), verdict);
            case PushOutcome.NotSignedIn _, PushOutcome.Deferred _ -> new PushStep(state, verdict);
        };
    }

    private PushStep fetched(Draining state, Claimed sent, FetchOutcome outcome, Moment moment) {
        if (outcome instanceof FetchOutcome.Failed(String reason)) {
            return unseen(state, sent, reason, moment);
        }
        long id = sent.mutation().id();
        long document = state.window().documentOf(id);
        Window window = state.window();
        Pace pace = state.pace();
        return switch (conflicts.looked(sent, outcome, pace.health(), moment)) {
            case ConflictRules.Next.Depart(Claimed departing) ->
                    drain(window.ready(departing), pace, List.of());
            case ConflictRules.Next.Perform(PushCommand command) -> {
                List<PushCommand> next = List.of(command);
                yield switch (outcome) {
                    case FetchOutcome.NotSignedIn _ ->
                            waitForSignIn(window.answered(id), pace.failed(), moment, next);
                    case FetchOutcome.NotTogether _ ->
                            drain(window.answered(id), pace.refused(document), next);
                    case FetchOutcome.Found _, FetchOutcome.Absent _ ->
                            drain(window.answered(id), pace.spoke(), next);
                    case FetchOutcome.Refused _, FetchOutcome.Unreadable _, FetchOutcome.Failed _ ->
                            drain(window.answered(id), pace, next);
                };
            }
        };
    }

    /// A look at the backend's item has failed: because of this item, or of the backend.
    private PushStep unseen(Draining state, Claimed sent, String reason, Moment moment) {
        long id = sent.mutation().id();
        Window window = state.window().unseen(id);
        Pace pace = state.pace();
        boolean itsOwn = state.window().looksAlone(id) && pace.health().sparesOthers(id);
        // Before any answer a backend out of reach is the likelier reason.
        if (itsOwn && !(pace.health() instanceof Health.Unknown)) {
            return drain(
                    window,
                    pace.failedAt(id),
                    List.of(ConflictRules.setAside(sent, sent.before(), reason, moment)));
        }
        return pause(
                doubted(window, pace, sent, state.window().documentOf(id)),
                null,
                moment,
                List.of(Judgement.postponed(sent, sent.before(), reason)));
    }

    private PushStep drain(Window window, Pace pace, List<PushCommand> first) {
        return dispatch.from(window, pace, first);
    }

    private static PushStep pause(
            Draining paused, @Nullable Duration asked, Moment moment, List<PushCommand> first) {
        List<PushCommand> commands = new ArrayList<>(first);
        Pace pace = paused.pace();
        commands.add(
                new PushCommand.ArmRetry(asked == null ? moment.backOff(pace.failures()) : asked));
        Reason reason = asked == null ? Reason.BACK_OFF : Reason.ASKED;
        return new PushStep(new Waiting(paused.window(), pace, reason), commands);
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

    private static List<PushCommand> pauses(long id, Verdict verdict) {
        Duration pause = verdict.pause();
        return pause == null ? List.of() : List.of(new PushCommand.ArmResume(id, pause));
    }

    private static Waiting waiting(Waiting state, Window window) {
        return new Waiting(window, state.pace(), state.reason());
    }

    private static Waiting waiting(Waiting state, Pace pace) {
        return pace == state.pace() ? state : new Waiting(state.window(), pace, state.reason());
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
