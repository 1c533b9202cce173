package dev.outrigger.sync.pull;

import dev.outrigger.model.Schema;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.pull.SyncState.BackingOff;
import dev.outrigger.sync.pull.SyncState.CatchingUp;
import dev.outrigger.sync.pull.SyncState.CaughtUp;
import dev.outrigger.sync.pull.SyncState.Connecting;
import dev.outrigger.sync.pull.SyncState.Stopped;
import dev.outrigger.sync.reconcile.Applied;

import java.util.ArrayList;
import java.util.List;

/// Decides when a replica listens, what it pulls next, and when it is caught up.
///
/// The changefeed is open before the first page is asked for, and what it brings meanwhile is kept
/// until the pull has ended: so nothing that happens during a pull is missed. Every new link ends
/// in a pull, because a closed changefeed keeps nothing.
public final class SyncMachine {
    private final RoundRules rounds;

    public SyncMachine(Schema schema, PullLimits limits, SyncPolicies policies) {
        this.rounds = new RoundRules(schema, limits, policies);
    }

    public SyncStep step(SyncState state, SyncEvent event, Moment moment) {
        return switch (state) {
            case Stopped stopped -> whenStopped(stopped, event);
            case Connecting connecting -> whenConnecting(connecting, event, moment);
            case CatchingUp catchingUp -> whenCatchingUp(catchingUp, event, moment);
            case CaughtUp caughtUp -> whenCaughtUp(caughtUp, event, moment);
            case BackingOff backingOff -> whenBackingOff(backingOff, event);
        };
    }

    private static SyncStep whenStopped(Stopped state, SyncEvent event) {
        return switch (event) {
            case SyncEvent.StartRequested _ -> connect(state.session() + 1, 0);
            case SyncEvent.StopRequested _,
                    SyncEvent.NowRequested _,
                    SyncEvent.LinkAcknowledged _,
                    SyncEvent.LinkLost _,
                    SyncEvent.FeedReceived _,
                    SyncEvent.FeedUnread _,
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
                    SyncEvent.KeysCompared _,
                    SyncEvent.StoreFailed _,
                    SyncEvent.WaitOver _ ->
                    stay(state);
        };
    }

    private SyncStep whenConnecting(Connecting state, SyncEvent event, Moment moment) {
        return switch (event) {
            case SyncEvent.StopRequested _ -> stop(state);
            case SyncEvent.LinkAcknowledged(int session) when session == state.session() ->
                    rounds.beginAll(
                            state,
                            state.failures(),
                            Agenda.empty(),
                            List.of(
                                    announce(new Notice.NetworkStatus(true)),
                                    announce(new Notice.SubscriptionsEstablished())));
            case SyncEvent.LinkLost(int session, String reason) when session == state.session() ->
                    backOff(
                            state,
                            state.failures() + 1,
                            reason,
                            moment,
                            state.failures() == 0
                                    ? List.of(announce(new Notice.NetworkStatus(false)))
                                    : List.of());
            case SyncEvent.StartRequested _,
                    SyncEvent.NowRequested _,
                    SyncEvent.LinkAcknowledged _,
                    SyncEvent.LinkLost _,
                    SyncEvent.FeedReceived _,
                    SyncEvent.FeedUnread _,
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
                    SyncEvent.KeysCompared _,
                    SyncEvent.StoreFailed _,
                    SyncEvent.WaitOver _ ->
                    stay(state);
        };
    }

    private SyncStep whenCatchingUp(CatchingUp state, SyncEvent event, Moment moment) {
        int current = state.session();
        return switch (event) {
            case SyncEvent.StopRequested _ -> stop(state);
            case SyncEvent.LinkLost(int session, String reason) when session == current ->
                    lost(state, state.failures() + 1, reason, moment);
            case SyncEvent.StoreFailed(int session, String reason) when session == current ->
                    storeFailed(state, state.failures() + 1, reason, moment);
            case SyncEvent.FeedReceived(int session, RemoteItem item) when session == current ->
                    rounds.received(state, item);
            case SyncEvent.FeedUnread(int session, String model) when session == current ->
                    rounds.unread(state, model);
            case SyncEvent.CheckpointsLoaded(int session, Checkpoints checkpoints)
                    when session == current ->
                    rounds.started(state, checkpoints, moment);
            case SyncEvent.PageAnswered(int session, String model, PullOutcome outcome)
                    when session == current ->
                    rounds.answered(state, model, outcome, moment);
            case SyncEvent.PageStored(int session, String model, Applied applied)
                    when session == current ->
                    rounds.stored(state, model, applied, moment);
            case SyncEvent.KeysCompared(int session, String model, KeyComparison outcome)
                    when session == current ->
                    rounds.compared(state, model, outcome, moment);
            case SyncEvent.StartRequested _,
                    SyncEvent.NowRequested _,
                    SyncEvent.LinkAcknowledged _,
                    SyncEvent.LinkLost _,
                    SyncEvent.FeedReceived _,
                    SyncEvent.FeedUnread _,
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
                    SyncEvent.KeysCompared _,
                    SyncEvent.StoreFailed _,
                    SyncEvent.WaitOver _ ->
                    stay(state);
        };
    }

    private SyncStep whenCaughtUp(CaughtUp state, SyncEvent event, Moment moment) {
        int current = state.session();
        return switch (event) {
            case SyncEvent.StopRequested _ -> stop(state);
            case SyncEvent.LinkLost(int session, String reason) when session == current ->
                    lost(state, state.failures() + 1, reason, moment);
            case SyncEvent.StoreFailed(int session, String reason) when session == current ->
                    storeFailed(state, state.failures() + 1, reason, moment);
            case SyncEvent.FeedReceived(int session, RemoteItem item) when session == current ->
                    new SyncStep(state, List.of(new SyncCommand.StoreFeed(session, List.of(item))));
            case SyncEvent.FeedUnread(int session, String model) when session == current ->
                    rounds.beginOne(state, model);
            case SyncEvent.NowRequested _ ->
                    rounds.beginAll(state, state.failures(), state.agenda(), List.of());
            case SyncEvent.WaitOver(int session) when session == current ->
                    rounds.beginDue(state, moment);
            case SyncEvent.StartRequested _,
                    SyncEvent.LinkAcknowledged _,
                    SyncEvent.LinkLost _,
                    SyncEvent.FeedReceived _,
                    SyncEvent.FeedUnread _,
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
                    SyncEvent.KeysCompared _,
                    SyncEvent.StoreFailed _,
                    SyncEvent.WaitOver _ ->
                    stay(state);
        };
    }

    private static SyncStep whenBackingOff(BackingOff state, SyncEvent event) {
        return switch (event) {
            case SyncEvent.StopRequested _ -> stop(state);
            case SyncEvent.WaitOver(int session) when session == state.session() ->
                    connect(session + 1, state.failures());
            case SyncEvent.StartRequested _, SyncEvent.NowRequested _ ->
                    connect(state.session() + 1, state.failures());
            case SyncEvent.LinkAcknowledged _,
                    SyncEvent.LinkLost _,
                    SyncEvent.FeedReceived _,
                    SyncEvent.FeedUnread _,
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
                    SyncEvent.KeysCompared _,
                    SyncEvent.StoreFailed _,
                    SyncEvent.WaitOver _ ->
                    stay(state);
        };
    }

    private static SyncStep connect(int session, int failures) {
        return new SyncStep(
                new Connecting(session, failures), List.of(new SyncCommand.OpenLink(session)));
    }

    private static SyncStep stop(SyncState state) {
        return new SyncStep(
                new Stopped(state.session()),
                List.of(new SyncCommand.CloseLink(), announce(new Notice.NetworkStatus(false))));
    }

    private static SyncStep lost(SyncState state, int failures, String reason, Moment moment) {
        return backOff(
                state,
                failures,
                reason,
                moment,
                List.of(announce(new Notice.NetworkStatus(false))));
    }

    private static SyncStep storeFailed(
            SyncState state, int failures, String reason, Moment moment) {
        return backOff(
                state,
                failures,
                reason,
                moment,
                List.of(new SyncCommand.CloseLink(), announce(new Notice.NetworkStatus(false))));
    }

    private static SyncStep backOff(
            SyncState state, int failures, String reason, Moment moment, List<SyncCommand> first) {
        List<SyncCommand> commands = new ArrayList<>(first);
        commands.add(new SyncCommand.ArmWait(state.session(), moment.backOff(failures)));
        return new SyncStep(new BackingOff(state.session(), failures, reason), commands);
    }

    private static SyncCommand announce(Notice notice) {
        return new SyncCommand.Announce(notice);
    }

    private static SyncStep stay(SyncState state) {
        return new SyncStep(state, List.of());
    }
}
