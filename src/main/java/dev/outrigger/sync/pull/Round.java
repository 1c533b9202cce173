package dev.outrigger.sync.pull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One pull of some models, parents first.
///
/// @param pulls by model, in the order in which they are announced
/// @param checkpoints as they were when the round began
/// @param restarted models whose pull began anew in this round, which happens once
/// @param agenda of all models, as it was when the round began
public record Round(
        Map<String, ModelPull> pulls,
        Checkpoints checkpoints,
        Set<String> restarted,
        Agenda agenda) {
    public Round {
        pulls = Collections.unmodifiableMap(new LinkedHashMap<>(pulls));
        restarted = Set.copyOf(restarted);
    }

    static Round of(List<String> models, Agenda agenda) {
        Map<String, ModelPull> pulls = new LinkedHashMap<>();
        models.forEach(model -> pulls.put(model, new ModelPull.Pending()));
        return new Round(pulls, Checkpoints.none(), Set.of(), agenda);
    }

    Round with(String model, ModelPull pull) {
        Map<String, ModelPull> next = new LinkedHashMap<>(pulls);
        next.put(model, pull);
        return new Round(next, checkpoints, restarted, agenda);
    }

    Round from(Checkpoints found) {
        return new Round(pulls, found, restarted, agenda);
    }

    Round restarting(String model) {
        Set<String> all = new TreeSet<>(restarted);
        all.add(model);
        return new Round(pulls, checkpoints, all, agenda);
    }

    boolean over() {
        return pulls.values().stream().allMatch(ModelPull::settled);
    }

    long underWay() {
        return pulls.values().stream().filter(ModelPull::underWay).count();
    }

    boolean anyFailed() {
        return pulls.values().stream().anyMatch(ModelPull.Failed.class::isInstance);
    }

    /// True when no model of the round that `model` belongs to is still being pulled.
    boolean parentsSettled(List<String> parents) {
        return parents.stream().map(pulls::get).allMatch(pull -> pull == null || pull.settled());
    }
}
