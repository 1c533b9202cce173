package dev.outrigger.app;

import dev.outrigger.backend.table.Retention;
import dev.outrigger.backend.table.Retentions;
import dev.outrigger.config.ModelConfig;
import dev.outrigger.config.ModelsConfig;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Chooses how long each model of a schema remembers changes and deleted items.
final class ModelRetentions {
    private ModelRetentions() {}

    static Retentions of(ModelsConfig config, Schema schema) {
        Map<String, Retention> chosen =
                schema.models().stream()
                        .map(Model::name)
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), name -> retention(config.of(name))));
        return new Retentions(retention(config.otherwise()), chosen);
    }

    private static Retention retention(ModelConfig config) {
        return new Retention(config.deltaTtl(), config.baseTtl());
    }
}
