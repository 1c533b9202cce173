package dev.outrigger.sync.pull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One pull of some models, parents first.
///
/// @param pulls by model, in the order in which they are announced
/// @param checkpoints as they were when the round began
public record Round(Map<String, ModelPull> pulls, Map<String, SyncCheckpoint> checkpoints) {
    public Round {
        pulls = Collections.unmodifiableMap(new LinkedHashMap<>(pulls));
        checkpoints = Map.copyOf(checkpoints);
    }

    Round with(String model, ModelPull pull) {
        Map<String, ModelPull> next = new LinkedHashMap<>(pulls);
        next.put(model, pull);
        return new Round(next, checkpoints);
    }

    boolean over() {
        return pulls.values().stream().allMatch(ModelPull::settled);
    }

    List<String> failed() {
        List<String> models = new ArrayList<>();
        pulls.forEach(
                (model, pull) -> {
                    if (pull instanceof ModelPull.Failed) {
                        models.add(model);
                    }
                });
        return models;
    }

    /// True when no model of the round that `model` belongs to is still being pulled.
    boolean parentsSettled(List<String> parents) {
        return parents.stream().map(pulls::get).allMatch(pull -> pull == null || pull.settled());
    }
}
