package dev.outrigger.backend.table;

import dev.outrigger.conflict.ConflictStrategy;

import java.util.Map;

/// What becomes of conflicts, model by model.
///
/// @param otherwise of every model that is not in `byModel`
/// @param byModel by the name of the model
public record Strategies(ConflictStrategy otherwise, Map<String, ConflictStrategy> byModel) {
    public Strategies {
        byModel = Map.copyOf(byModel);
    }

    /// The same for every model.
    public static Strategies everywhere(ConflictStrategy strategy) {
        return new Strategies(strategy, Map.of());
    }

    ConflictStrategy of(String model) {
        return byModel.getOrDefault(model, otherwise);
    }
}
