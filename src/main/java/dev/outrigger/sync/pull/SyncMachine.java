package dev.outrigger.sync.pull;

import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.pull.SyncState.BackingOff;
import dev.outrigger.sync.pull.SyncState.CatchingUp;
import dev.outrigger.sync.pull.SyncState.CaughtUp;
import dev.outrigger.sync.pull.SyncState.Connecting;
import dev.outrigger.sync.pull.SyncState.Stopped;
import dev.outrigger.sync.reconcile.Applied;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides when a replica listens, what it pulls next, and when it is caught up.
///
/// The changefeed is open before the first page is asked for, and what it brings meanwhile is kept
/// until the pull has ended: so nothing that happens during a pull is missed. Every new link ends in
/// a pull, because a closed changefeed keeps nothing.
public final class SyncMachine {
    /// By model, parents first: the models that must be settled before it is pulled.
    private final Map<String, List<String>> parents = new LinkedHashMap<>();

    private final PullLimits limits;

    public SyncMachine(Schema schema, PullLimits limits) {
        this.limits = limits;
        for (Model model : schema.parentsFirst()) {
            // A parent that comes later belongs to a circle, and waiting for it would never end.
            List<String> earlier =
                    model.parents().stream()
                            .map(Relation::target)
                            .filter(parents::containsKey)
                            .toList();
            parents.put(model.name(), earlier);
        }
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
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
                    SyncEvent.StoreFailed _,
                    SyncEvent.WaitOver _ ->
                    stay(state);
        };
    }

    private SyncStep whenConnecting(Connecting state, SyncEvent event, Moment moment) {
        return switch (event) {
            case SyncEvent.StopRequested _ -> stop(state);
            case SyncEvent.LinkAcknowledged(int session) when session == state.session() ->
                    begin(
                            state,
                            state.failures(),
                            List.copyOf(parents.keySet()),
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
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
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
                    stay(buffered(state, item));
            case SyncEvent.CheckpointsLoaded(
                            int session, Map<String, SyncCheckpoint> checkpoints)
                    when session == current ->
                    started(state, checkpoints, moment);
            case SyncEvent.PageAnswered(int session, String model, PullOutcome outcome)
                    when session == current ->
                    answered(state, model, outcome, moment);
            case SyncEvent.PageStored(int session, String model, Applied applied)
                    when session == current ->
                    stored(state, model, applied, moment);
            case SyncEvent.StartRequested _,
                    SyncEvent.NowRequested _,
                    SyncEvent.LinkAcknowledged _,
                    SyncEvent.LinkLost _,
                    SyncEvent.FeedReceived _,
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
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
                    new SyncStep(
                            state, List.of(new SyncCommand.StoreFeed(session, List.of(item))));
            case SyncEvent.NowRequested _ ->
                    begin(state, state.failures(), List.copyOf(parents.keySet()), List.of());
            case SyncEvent.WaitOver(int session) when session == current ->
                    begin(
                            state,
                            state.failures(),
                            state.failed().isEmpty()
                                    ? List.copyOf(parents.keySet())
                                    : state.failed(),
                            List.of());
            case SyncEvent.StartRequested _,
                    SyncEvent.LinkAcknowledged _,
                    SyncEvent.LinkLost _,
                    SyncEvent.FeedReceived _,
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
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
                    SyncEvent.CheckpointsLoaded _,
                    SyncEvent.PageAnswered _,
                    SyncEvent.PageStored _,
                    SyncEvent.StoreFailed _,
                    SyncEvent.WaitOver _ ->
                    stay(state);
        };
    }

    /// A round over `models` begins by asking how far they were pulled.
    private static SyncStep begin(
            SyncState state, int failures, List<String> models, List<SyncCommand> first) {
        Map<String, ModelPull> pulls = new LinkedHashMap<>();
        models.forEach(model -> pulls.put(model, new ModelPull.Pending()));
        List<SyncCommand> commands = new ArrayList<>(first);
        commands.add(new SyncCommand.LoadCheckpoints(state.session()));
        return new SyncStep(
                new CatchingUp(
                        state.session(), failures, new Round(pulls, Map.of()), List.of(), false),
                commands);
    }

    private SyncStep started(
            CatchingUp state, Map<String, SyncCheckpoint> checkpoints, Moment moment) {
        Round round = new Round(state.round().pulls(), checkpoints);
        List<String> models = List.copyOf(round.pulls().keySet());
        return advance(
                state,
                round,
                moment,
                List.of(announce(new Notice.SyncQueriesStarted(models))));
    }

    private SyncStep answered(
            CatchingUp state, String model, PullOutcome outcome, Moment moment) {
        if (!(state.round().pulls().get(model) instanceof ModelPull.Pulling pulling)) {
            return stay(state);
        }
        return switch (outcome) {
            case PullOutcome.Failed(String reason) -> failed(state, model, reason, moment);
            case PullOutcome.Page page
                    when page.nextToken() != null && page.nextToken().equals(pulling.token()) ->
                    failed(state, model, "the backend repeats the token of a page", moment);
            case PullOutcome.Page page -> storing(state, model, pulling, page, moment);
        };
    }

    private SyncStep failed(CatchingUp state, String model, String reason, Moment moment) {
        return advance(
                state,
                state.round().with(model, new ModelPull.Failed(reason)),
                moment,
                List.of(announce(new Notice.ModelFailed(model, reason))));
    }

    private SyncStep storing(
            CatchingUp state,
            String model,
            ModelPull.Pulling pulling,
            PullOutcome.Page page,
            Moment moment) {
        Instant startedAt = pulling.startedAt() == null ? page.startedAt() : pulling.startedAt();
        SyncCheckpoint reached =
                page.nextToken() == null
                        ? reached(state.round(), model, pulling.kind(), startedAt, moment)
                        : null;
        List<SyncCommand> commands = new ArrayList<>();
        if (!page.rejected().isEmpty()) {
            commands.add(announce(new Notice.NonApplicable(model, page.rejected())));
        }
        commands.add(new SyncCommand.StorePage(state.session(), model, page.items(), reached));
        ModelPull next =
                new ModelPull.Storing(
                        pulling.kind(), startedAt, page.nextToken(), pulling.counts());
        return new SyncStep(in(state, state.round().with(model, next)), commands);
    }

    private SyncStep stored(CatchingUp state, String model, Applied applied, Moment moment) {
        if (!(state.round().pulls().get(model) instanceof ModelPull.Storing storing)) {
            return stay(state);
        }
        Applied counts = storing.counts().plus(applied);
        if (storing.next() != null) {
            ModelPull pulling =
                    new ModelPull.Pulling(
                            storing.kind(), storing.startedAt(), storing.next(), counts);
            return new SyncStep(
                    in(state, state.round().with(model, pulling)),
                    List.of(pull(state, model, storing.kind(), storing.next())));
        }
        return advance(
                state,
                state.round().with(model, new ModelPull.Done(storing.kind(), counts)),
                moment,
                List.of(announce(new Notice.ModelSynced(model, storing.kind(), counts))));
    }

    /// Pulls every model whose parents are settled; ends the round when all are.
    private SyncStep advance(
            CatchingUp state, Round round, Moment moment, List<SyncCommand> first) {
        List<SyncCommand> commands = new ArrayList<>(first);
        Round next = round;
        for (Map.Entry<String, ModelPull> each : round.pulls().entrySet()) {
            String model = each.getKey();
            if (each.getValue() instanceof ModelPull.Pending
                    && next.parentsSettled(parents.getOrDefault(model, List.of()))) {
                PullKind kind = kind(round.checkpoints().get(model), moment);
                next =
                        next.with(
                                model,
                                new ModelPull.Pulling(kind, null, null, Applied.none()));
                commands.add(pull(in(state, next), model, kind, null));
            }
        }
        return next.over() ? finish(in(state, next), moment, commands) : new SyncStep(in(state, next), commands);
    }

    private SyncStep finish(CatchingUp state, Moment moment, List<SyncCommand> first) {
        List<SyncCommand> commands = new ArrayList<>(first);
        if (!state.buffer().isEmpty()) {
            commands.add(new SyncCommand.StoreFeed(state.session(), state.buffer()));
        }
        if (state.overflown()) {
            return begin(
                    state, state.failures(), List.copyOf(parents.keySet()), commands);
        }
        List<String> failed = state.round().failed();
        int failures = failed.isEmpty() ? 0 : state.failures() + 1;
        if (failed.isEmpty()) {
            commands.add(announce(new Notice.SyncQueriesReady()));
            commands.add(announce(new Notice.Ready()));
        }
        Duration wait =
                failed.isEmpty() ? limits.fullSyncInterval() : moment.backOff(failures);
        commands.add(new SyncCommand.ArmWait(state.session(), wait));
        return new SyncStep(new CaughtUp(state.session(), failures, failed), commands);
    }

    private SyncCommand pull(
            CatchingUp state, String model, PullKind kind, @Nullable String token) {
        SyncCheckpoint checkpoint = state.round().checkpoints().get(model);
        Instant lastSync =
                kind == PullKind.BASE || checkpoint == null
                        ? null
                        : checkpoint.startedAt().minus(limits.overlap());
        return new SyncCommand.Pull(
                state.session(), new PageRequest(model, lastSync, token, limits.pageItems()));
    }

    private PullKind kind(@Nullable SyncCheckpoint checkpoint, Moment moment) {
        boolean due =
                checkpoint == null
                        || checkpoint
                                .baseSyncedAt()
                                .plus(limits.fullSyncInterval())
                                .isBefore(moment.now());
        return due ? PullKind.BASE : PullKind.DELTA;
    }

    private static SyncCheckpoint reached(
            Round round, String model, PullKind kind, Instant startedAt, Moment moment) {
        SyncCheckpoint before = round.checkpoints().get(model);
        Instant baseSyncedAt =
                kind == PullKind.BASE || before == null ? moment.now() : before.baseSyncedAt();
        return new SyncCheckpoint(startedAt, baseSyncedAt);
    }

    private CatchingUp buffered(CatchingUp state, RemoteItem item) {
        boolean full = state.buffer().size() >= limits.bufferItems();
        List<RemoteItem> buffer =
                full
                        ? List.of()
                        : Stream.concat(state.buffer().stream(), Stream.of(item)).toList();
        return new CatchingUp(
                state.session(),
                state.failures(),
                state.round(),
                buffer,
                state.overflown() || full);
    }

    private static CatchingUp in(CatchingUp state, Round round) {
        return new CatchingUp(
                state.session(), state.failures(), round, state.buffer(), state.overflown());
    }

    private static SyncStep connect(int session, int failures) {
        return new SyncStep(
                new Connecting(session, failures), List.of(new SyncCommand.OpenLink(session)));
    }

    private static SyncStep stop(SyncState state) {
        return new SyncStep(
                new Stopped(state.session()),
                List.of(
                        new SyncCommand.CloseLink(), announce(new Notice.NetworkStatus(false))));
    }

    private static SyncStep lost(
            SyncState state, int failures, String reason, Moment moment) {
        return backOff(
                state,
                failures,
                reason,
                moment,
                List.of(announce(new Notice.NetworkStatus(false))));
    }

    private static SyncStep storeFailed(
            SyncState state, int failures, String reason, Moment moment) {
        return backOff(state, failures, reason, moment, List.of(new SyncCommand.CloseLink()));
    }

    private static SyncStep backOff(
            SyncState state,
            int failures,
            String reason,
            Moment moment,
            List<SyncCommand> first) {
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
