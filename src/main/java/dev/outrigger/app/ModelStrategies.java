package dev.outrigger.app;

import dev.outrigger.backend.table.Strategies;
import dev.outrigger.config.ConflictConfig;
import dev.outrigger.config.ModelsConfig;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Chooses the conflict strategy of each model of a schema.
final class ModelStrategies {
    private ModelStrategies() {}

    static Strategies of(ModelsConfig config, Schema schema) {
        requireKnown(config, schema);
        Map<String, ConflictStrategy> chosen = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            chosen.put(model.name(), strategy(config.of(model.name()).conflict()));
        }
        return new Strategies(strategy(config.otherwise().conflict()), chosen);
    }

    private static void requireKnown(ModelsConfig config, Schema schema) {
        List<String> models = schema.models().stream().map(Model::name).toList();
        Map<String, String> strangers = config.named().strangers(models);
        if (!strangers.isEmpty()) {
            throw StartFailure.usage(
                    strangers.entrySet().stream()
                            .map(
                                    stranger ->
                                            "the schema has no model "
                                                    + stranger.getKey()
                                                    + ", which backend.models names; the nearest"
                                                    + " one is "
                                                    + stranger.getValue())
                            .toList());
        }
    }

    private static ConflictStrategy strategy(ConflictConfig config) {
        return switch (config) {
            case ConflictConfig.Automerge _ -> new ConflictStrategy.Automerge();
            case ConflictConfig.Optimistic _ -> new ConflictStrategy.OptimisticConcurrency();
            case ConflictConfig.Webhook _ -> new ConflictStrategy.Lambda();
        };
    }
}
