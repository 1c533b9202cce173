package dev.outrigger.sync.edit;

import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.SyncPolicies;

import org.jspecify.annotations.Nullable;

/// What becomes of related items in one deletion.
///
/// @param chosen for this deletion and every relation; null for what is configured for each
public record Cascading(SyncPolicies policies, @Nullable Cascade chosen) {
    /// Of what a relation of `model` leads to. What an item belongs to always stays.
    public Cascade of(Model model, Relation relation) {
        return switch (relation.kind()) {
            case BELONGS_TO -> Cascade.NONE;
            case HAS_ONE, HAS_MANY ->
                    chosen == null ? policies.of(model.name()).cascade(relation.name()) : chosen;
        };
    }
}
