package dev.outrigger.backend.table;

import java.util.Map;

/// How long the tables remember, model by model.
///
/// @param otherwise of every model that is not in `byModel`
/// @param byModel by the name of the model
public record Retentions(Retention otherwise, Map<String, Retention> byModel) {
    public Retentions {
        byModel = Map.copyOf(byModel);
    }

    /// The same for every model.
    public static Retentions everywhere(Retention retention) {
        return new Retentions(retention, Map.of());
    }

    Retention of(String model) {
        return byModel.getOrDefault(model, otherwise);
    }
}
