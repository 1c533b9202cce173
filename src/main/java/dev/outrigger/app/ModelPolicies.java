package dev.outrigger.app;

import dev.outrigger.config.NamedSections;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Chooses how each model of a schema is kept in step.
final class ModelPolicies {
    private ModelPolicies() {}

    /// @throws StartFailure when a section belongs to no model
    static SyncPolicies of(NamedSections<SyncPolicy> config, Schema schema) {
        List<String> models = schema.models().stream().map(Model::name).toList();
        Map<String, String> strangers = config.strangers(models);
        if (!strangers.isEmpty()) {
            throw StartFailure.usage(
                    strangers.entrySet().stream()
                            .map(
                                    stranger ->
                                            "the schema has no model "
                                                    + stranger.getKey()
                                                    + ", which sync.models names; the nearest one"
                                                    + " is "
                                                    + stranger.getValue())
                            .toList());
        }
        Map<String, SyncPolicy> named = new LinkedHashMap<>();
        models.forEach(model -> config.of(model).ifPresent(policy -> named.put(model, policy)));
        return new SyncPolicies(named);
    }
}
