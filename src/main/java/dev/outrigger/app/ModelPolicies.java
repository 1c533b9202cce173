package dev.outrigger.app;

import dev.outrigger.config.NamedSections;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
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
        ModelSections.requireKnown(config, schema, "sync.models");
        Map<String, SyncPolicy> named = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            config.of(model.name())
                    .ifPresent(
                            policy -> {
                                requireRelations(model, policy);
                                named.put(model.name(), policy);
                            });
        }
        return new SyncPolicies(named);
    }

    /// A cascade belongs to a relation that leads down.
    private static void requireRelations(Model model, SyncPolicy policy) {
        List<String> known =
                model.relations().stream()
                        .filter(relation -> relation.kind() != Relation.Kind.BELONGS_TO)
                        .map(Relation::name)
                        .toList();
        for (String name : policy.cascades().keySet()) {
            if (!known.contains(name)) {
                throw StartFailure.usage(
                        ("sync.models.%s.cascade names %s, which is no has-one or has-many"
                                        + " relation of it; it has %s")
                                .formatted(
                                        model.name(),
                                        name,
                                        known.isEmpty() ? "none" : String.join(", ", known)));
            }
        }
    }
}
