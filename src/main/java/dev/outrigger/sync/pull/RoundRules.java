package dev.outrigger.sync.pull;

import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.pull.SyncState.CatchingUp;
import dev.outrigger.sync.pull.SyncState.CaughtUp;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Decides how one round of pulls goes: which model is next, base or delta, and when all are done.
/// A model that fails is left where it was, and those that belong to it go ahead.
final class RoundRules {
    /// By model, parents first: the models that must be settled before it is pulled.
    private final Map<String, List<String>> parents = new LinkedHashMap<>();

    private final PullLimits limits;

    RoundRules(Schema schema, PullLimits limits) {
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

    /// Parents first.
    List<String> models() {
        return List.copyOf(parents.keySet());
    }

    SyncStep started(CatchingUp state, Map<String, SyncCheckpoint> checkpoints, Moment moment) {
        Round round = new Round(state.round().pulls(), checkpoints);
        List<String> models = List.copyOf(round.pulls().keySet());
        return advance(
                state, round, moment, List.of(announce(new Notice.SyncQueriesStarted(models))));
    }

    SyncStep answered(CatchingUp state, String model, PullOutcome outcome, Moment moment) {
        return switch (state.round().pulls().get(model)) {
            case ModelPull.Pulling pulling ->
                    switch (usable(outcome, pulling.token())) {
                        case PullOutcome.Failed(String reason) ->
                                failed(state, model, reason, moment);
                        case PullOutcome.Page page ->
                                storing(
                                        state,
                                        model,
                                        page,
                                        new ModelPull.Progress(
                                                pulling.kind(),
                                                pulling.startedAt() == null
                                                        ? page.startedAt()
                                                        : pulling.startedAt(),
                                                pulling.counts()),
                                        moment);
                    };
            case ModelPull.PullingAhead(var progress, String token) ->
                    switch (usable(outcome, token)) {
                        case PullOutcome.Failed(String reason) ->
                                become(state, model, new ModelPull.Failing(reason));
                        case PullOutcome.Page page ->
                                become(state, model, new ModelPull.Waiting(progress, page));
                    };
            case ModelPull.Pending _,
                    ModelPull.Waiting _,
                    ModelPull.Storing _,
                    ModelPull.Failing _,
                    ModelPull.Done _,
                    ModelPull.Failed _ ->
                    stay(state);
            case null -> stay(state);
        };
    }

    private static PullOutcome usable(PullOutcome outcome, @Nullable String token) {
        boolean repeated =
                outcome instanceof PullOutcome.Page page
                        && page.nextToken() != null
                        && page.nextToken().equals(token);
        return repeated
                ? new PullOutcome.Failed("the backend repeats the token of a page")
                : outcome;
    }

    private SyncStep failed(CatchingUp state, String model, String reason, Moment moment) {
        return advance(
                state,
                state.round().with(model, new ModelPull.Failed(reason)),
                moment,
                List.of(announce(new Notice.ModelFailed(model, reason))));
    }

    /// Stores a page, and asks for the next one at once.
    private SyncStep storing(
            CatchingUp state,
            String model,
            PullOutcome.Page page,
            ModelPull.Progress progress,
            Moment moment) {
        String token = page.nextToken();
        SyncCheckpoint reached =
                token == null ? reached(state.round(), model, progress, moment) : null;
        List<SyncCommand> commands = new ArrayList<>();
        if (!page.rejected().isEmpty()) {
            commands.add(announce(new Notice.NonApplicable(model, page.rejected())));
        }
        commands.add(new SyncCommand.StorePage(state.session(), model, page.items(), reached));
        if (token != null) {
            commands.add(pull(state, model, progress.kind(), token));
        }
        ModelPull next =
                token == null
                        ? new ModelPull.Storing(progress)
                        : new ModelPull.PullingAhead(progress, token);
        return new SyncStep(in(state, state.round().with(model, next)), commands);
    }

    SyncStep stored(CatchingUp state, String model, Applied applied, Moment moment) {
        return switch (state.round().pulls().get(model)) {
            case ModelPull.PullingAhead(var progress, String token) ->
                    become(state, model, pulling(progress.stored(applied), token));
            case ModelPull.Waiting(var progress, var page) ->
                    storing(state, model, page, progress.stored(applied), moment);
            case ModelPull.Failing(String reason) -> failed(state, model, reason, moment);
            case ModelPull.Storing(var progress) ->
                    synced(state, model, progress.stored(applied), moment);
            case ModelPull.Pending _, ModelPull.Pulling _, ModelPull.Done _, ModelPull.Failed _ ->
                    stay(state);
            case null -> stay(state);
        };
    }

    private static ModelPull pulling(ModelPull.Progress progress, String token) {
        return new ModelPull.Pulling(
                progress.kind(), progress.startedAt(), token, progress.counts());
    }

    private SyncStep synced(
            CatchingUp state, String model, ModelPull.Progress progress, Moment moment) {
        Applied counts = progress.counts();
        return advance(
                state,
                state.round().with(model, new ModelPull.Done(progress.kind(), counts)),
                moment,
                List.of(announce(new Notice.ModelSynced(model, progress.kind(), counts))));
    }

    private static SyncStep become(CatchingUp state, String model, ModelPull pull) {
        return new SyncStep(in(state, state.round().with(model, pull)), List.of());
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
                next = next.with(model, new ModelPull.Pulling(kind, null, null, Applied.none()));
                commands.add(pull(in(state, next), model, kind, null));
            }
        }
        CatchingUp advanced = in(state, next);
        return next.over() ? finish(advanced, moment, commands) : new SyncStep(advanced, commands);
    }

    private SyncStep finish(CatchingUp state, Moment moment, List<SyncCommand> first) {
        List<SyncCommand> commands = new ArrayList<>(first);
        if (!state.buffer().isEmpty()) {
            commands.add(new SyncCommand.StoreFeed(state.session(), state.buffer()));
        }
        if (state.overflown()) {
            return begin(state, state.failures(), models(), commands);
        }
        List<String> failed = state.round().failed();
        int failures = failed.isEmpty() ? 0 : state.failures() + 1;
        if (failed.isEmpty()) {
            commands.add(announce(new Notice.SyncQueriesReady()));
            commands.add(announce(new Notice.Ready()));
        }
        Duration wait = failed.isEmpty() ? limits.fullSyncInterval() : moment.backOff(failures);
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
        if (checkpoint == null) {
            return PullKind.BASE;
        }
        Instant last = checkpoint.baseSyncedAt();
        // A clock that was wrong and is not any more: the age is unknown, and would stay below the
        // interval for as long as the clock was ahead.
        boolean inTheFuture = last.isAfter(moment.now());
        boolean due = last.plus(limits.fullSyncInterval()).isBefore(moment.now());
        return inTheFuture || due ? PullKind.BASE : PullKind.DELTA;
    }

    private static SyncCheckpoint reached(
            Round round, String model, ModelPull.Progress progress, Moment moment) {
        SyncCheckpoint before = round.checkpoints().get(model);
        Instant baseSyncedAt =
                progress.kind() == PullKind.BASE || before == null
                        ? moment.now()
                        : before.baseSyncedAt();
        return new SyncCheckpoint(progress.startedAt(), baseSyncedAt);
    }

    CatchingUp buffered(CatchingUp state, RemoteItem item) {
        boolean full = state.buffer().size() >= limits.bufferItems();
        List<RemoteItem> buffer =
                full ? List.of() : Stream.concat(state.buffer().stream(), Stream.of(item)).toList();
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

    /// A round over `models` begins by asking how far they were pulled.
    SyncStep begin(SyncState state, int failures, List<String> models, List<SyncCommand> first) {
        Map<String, ModelPull> pulls = new LinkedHashMap<>();
        models.forEach(model -> pulls.put(model, new ModelPull.Pending()));
        List<SyncCommand> commands = new ArrayList<>(first);
        commands.add(new SyncCommand.LoadCheckpoints(state.session()));
        return new SyncStep(
                new CatchingUp(
                        state.session(), failures, new Round(pulls, Map.of()), List.of(), false),
                commands);
    }

    private static SyncCommand announce(Notice notice) {
        return new SyncCommand.Announce(notice);
    }

    private static SyncStep stay(SyncState state) {
        return new SyncStep(state, List.of());
    }
}
