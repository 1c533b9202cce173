package dev.outrigger.app;

import dev.outrigger.config.NamedSections;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;

import java.util.LinkedHashMap;
import java.util.Map;

/// Chooses how each model of a schema is kept in step.
final class ModelPolicies {
    private ModelPolicies() {}

    /// @throws StartFailure when a section belongs to no model
    static SyncPolicies of(NamedSections<SyncPolicy> config, Schema schema) {
        ModelSections.requireKnown(config, schema, "sync.models");
        Map<String, SyncPolicy> named = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            config.of(model.name()).ifPresent(policy -> named.put(model.name(), policy));
        }
        return new SyncPolicies(named);
    }
}
