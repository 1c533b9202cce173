package dev.outrigger.app;

import dev.outrigger.config.RefusalConfig;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;

import java.util.LinkedHashMap;
import java.util.Map;

/// Chooses what becomes of refused items of each model of a schema.
final class ModelRefusals {
    private ModelRefusals() {}

    static RefusalPolicies of(RefusalConfig config, Schema schema) {
        ModelSections.requireKnown(config.named(), schema, "sync.models");
        Map<String, RefusalPolicy> chosen = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            config.named().of(model.name()).ifPresent(policy -> chosen.put(model.name(), policy));
        }
        return new RefusalPolicies(config.usual(), chosen);
    }
}
