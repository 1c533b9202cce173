package dev.outrigger.app;

import dev.outrigger.config.ResolutionConfig;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;

import java.util.LinkedHashMap;
import java.util.Map;

/// Chooses what is done about conflicts of each model of a schema.
final class ModelResolutions {
    private ModelResolutions() {}

    /// @throws StartFailure when a section belongs to no model
    static Strategies of(ResolutionConfig config, Schema schema) {
        ModelSections.requireKnown(config.named(), schema, "sync.conflict.models");
        Map<String, Strategy> named = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            config.named()
                    .of(model.name())
                    .ifPresent(chosen -> named.put(model.name(), chosen.strategy()));
        }
        return new Strategies(config.usual().strategy(), named);
    }
}
