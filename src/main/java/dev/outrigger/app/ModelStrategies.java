package dev.outrigger.app;

import dev.outrigger.backend.table.Strategies;
import dev.outrigger.config.ConflictConfig;
import dev.outrigger.config.ModelsConfig;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.LinkedHashMap;
import java.util.Map;

/// Chooses the conflict strategy of each model of a schema.
final class ModelStrategies {
    private ModelStrategies() {}

    static Strategies of(ModelsConfig config, Schema schema) {
        ModelSections.requireKnown(config.named(), schema, "backend.models");
        Map<String, ConflictStrategy> chosen = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            chosen.put(model.name(), strategy(config.of(model.name()).conflict()));
        }
        return new Strategies(strategy(config.otherwise().conflict()), chosen);
    }

    private static ConflictStrategy strategy(ConflictConfig config) {
        return switch (config) {
            case ConflictConfig.Automerge _ -> new ConflictStrategy.Automerge();
            case ConflictConfig.Optimistic _ -> new ConflictStrategy.OptimisticConcurrency();
            case ConflictConfig.Webhook _ -> new ConflictStrategy.Lambda();
        };
    }
}
