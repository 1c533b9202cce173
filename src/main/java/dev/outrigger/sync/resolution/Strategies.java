package dev.outrigger.sync.resolution;

import java.util.Map;

/// The strategy of each model.
///
/// @param otherwise of every model that is not named
public record Strategies(Strategy otherwise, Map<String, Strategy> byModel) {
    public Strategies {
        byModel = Map.copyOf(byModel);
    }

    public static Strategies usual() {
        return alike(Strategy.usual());
    }

    public static Strategies alike(Strategy strategy) {
        return new Strategies(strategy, Map.of());
    }

    public Strategy of(String model) {
        return byModel.getOrDefault(model, otherwise);
    }
}
