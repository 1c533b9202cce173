package dev.outrigger.sync.pull;

import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.pull.SyncState.CatchingUp;
import dev.outrigger.sync.pull.SyncState.CaughtUp;
import dev.outrigger.sync.reconcile.Applied;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Decides how one round of pulls goes: which model is next, and when all are done. A model that
/// fails is left where it was, and those that belong to it go ahead.
final class RoundRules {
    /// By model that is pulled, parents first: the models that must be settled before it is pulled.
    private final Map<String, List<String>> parents = new LinkedHashMap<>();

    private final PullLimits limits;
    private final PullPlanning planning;
    private final PageRules pages;

    RoundRules(Schema schema, PullLimits limits, SyncPolicies policies) {
        this.limits = limits;
        this.planning = new PullPlanning(limits, policies);
        this.pages = new PageRules(planning);
        List<Model> pulled =
                schema.parentsFirst().stream()
                        .filter(model -> policies.mode(model.name()).pulls())
                        .toList();
        for (Model model : pulled) {
            // A parent that comes later belongs to a circle, and waiting for it would never end.
            List<String> earlier =
                    model.parents().stream()
                            .map(Relation::target)
                            .filter(parents::containsKey)
                            .toList();
            parents.put(model.name(), earlier);
        }
    }

    /// A round over every model.
    SyncStep beginAll(SyncState state, int failures, Agenda agenda, List<SyncCommand> first) {
        List<String> models = List.copyOf(parents.keySet());
        return begin(state, failures, Round.of(models, agenda), first);
    }

    /// A round over the models whose time has come.
    SyncStep beginDue(CaughtUp state, Moment moment) {
        List<String> due = state.agenda().due(moment.now());
        List<String> models = parents.keySet().stream().filter(due::contains).toList();
        return begin(state, state.failures(), Round.of(models, state.agenda()), List.of());
    }

    /// A round over a model of which something was told that only a pull can bring.
    SyncStep beginOne(CaughtUp state, String model) {
        return parents.containsKey(model)
                ? begin(
                        state,
                        state.failures(),
                        Round.of(List.of(model), state.agenda()),
                        List.of())
                : new SyncStep(state, List.of());
    }

    /// Begins by asking how far the models were pulled.
    private static SyncStep begin(
            SyncState state, int failures, Round round, List<SyncCommand> first) {
        List<SyncCommand> commands = new ArrayList<>(first);
        commands.add(new SyncCommand.LoadCheckpoints(state.session()));
        return new SyncStep(
                new CatchingUp(state.session(), failures, round, List.of(), false), commands);
    }

    SyncStep started(CatchingUp state, Checkpoints checkpoints, Moment moment) {
        Round round = state.round().from(checkpoints);
        List<String> models = List.copyOf(round.pulls().keySet());
        return advance(
                state,
                new RoundStep(round, List.of(announce(new Notice.SyncQueriesStarted(models)))),
                moment);
    }

    SyncStep answered(CatchingUp state, String model, PullOutcome outcome, Moment moment) {
        return followed(state, pages.answered(turn(state, model, moment), outcome), moment);
    }

    SyncStep stored(CatchingUp state, String model, Applied applied, Moment moment) {
        return followed(state, pages.stored(turn(state, model, moment), applied), moment);
    }

    SyncStep compared(CatchingUp state, String model, KeyComparison outcome, Moment moment) {
        return followed(state, pages.compared(turn(state, model, moment), outcome), moment);
    }

    private static Turn turn(CatchingUp state, String model, Moment moment) {
        return new Turn(state.session(), state.round(), model, moment);
    }

    private SyncStep followed(CatchingUp state, RoundStep step, Moment moment) {
        return step.round() == state.round()
                ? new SyncStep(state, List.of())
                : advance(state, step, moment);
    }

    /// Pulls the models whose parents are settled, as many as may be pulled at once; ends the round
    /// when all are.
    private SyncStep advance(CatchingUp state, RoundStep step, Moment moment) {
        List<SyncCommand> commands = new ArrayList<>(step.commands());
        Round round = step.round();
        for (String model : round.pulls().keySet()) {
            if (round.underWay() >= limits.pullsAtOnce()) {
                break;
            }
            if (round.pulls().get(model) instanceof ModelPull.Pending
                    && round.parentsSettled(parents.getOrDefault(model, List.of()))) {
                RoundStep opened = pages.open(new Turn(state.session(), round, model, moment));
                round = opened.round();
                commands.addAll(opened.commands());
            }
        }
        CatchingUp advanced =
                new CatchingUp(
                        state.session(),
                        state.failures(),
                        round,
                        state.buffer(),
                        state.overflown());
        return round.over() ? finish(advanced, moment, commands) : new SyncStep(advanced, commands);
    }

    private SyncStep finish(CatchingUp state, Moment moment, List<SyncCommand> first) {
        List<SyncCommand> commands = new ArrayList<>(first);
        if (!state.buffer().isEmpty()) {
            commands.add(new SyncCommand.StoreFeed(state.session(), state.buffer()));
        }
        Agenda agenda = agenda(state.round(), moment);
        if (state.overflown()) {
            return beginAll(state, state.failures(), agenda, commands);
        }
        if (agenda.failed().isEmpty()) {
            commands.add(announce(new Notice.SyncQueriesReady()));
            commands.add(announce(new Notice.Ready()));
        }
        if (!agenda.entries().isEmpty()) {
            commands.add(new SyncCommand.ArmWait(state.session(), agenda.wait(moment.now())));
        }
        int failures = state.round().anyFailed() ? state.failures() + 1 : 0;
        return new SyncStep(new CaughtUp(state.session(), failures, agenda), commands);
    }

    /// Each model of the round has its next time; the others keep theirs.
    private Agenda agenda(Round round, Moment moment) {
        Agenda agenda = round.agenda();
        for (Map.Entry<String, ModelPull> each : round.pulls().entrySet()) {
            String model = each.getKey();
            agenda =
                    agenda.with(
                            model,
                            each.getValue() instanceof ModelPull.Failed(PullFailure failure)
                                    ? planning.afterFailure(failure, agenda.failures(model), moment)
                                    : planning.afterSuccess(model, moment));
        }
        return agenda;
    }

    /// An item of a model that is not being pulled need not wait for those that are.
    SyncStep received(CatchingUp state, RemoteItem item) {
        if (!state.round().pulls().containsKey(item.key().model())) {
            return new SyncStep(
                    state, List.of(new SyncCommand.StoreFeed(state.session(), List.of(item))));
        }
        boolean full = state.buffer().size() >= limits.bufferItems();
        List<RemoteItem> buffer =
                full ? List.of() : Stream.concat(state.buffer().stream(), Stream.of(item)).toList();
        return new SyncStep(
                new CatchingUp(
                        state.session(),
                        state.failures(),
                        state.round(),
                        buffer,
                        state.overflown() || full),
                List.of());
    }

    /// The page that would bring what was told may have come already.
    SyncStep unread(CatchingUp state, String model) {
        return new SyncStep(
                new CatchingUp(
                        state.session(),
                        state.failures(),
                        state.round(),
                        state.buffer(),
                        state.overflown() || parents.containsKey(model)),
                List.of());
    }

    private static SyncCommand announce(Notice notice) {
        return new SyncCommand.Announce(notice);
    }
}
