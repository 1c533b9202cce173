package dev.outrigger.api.access;

import dev.outrigger.api.problem.AccessProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.edit.Cascading;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The models whose items go with a deleted one. Whoever may not touch one of them may not delete
/// the item, whether or not such items belong to it: so nothing is deleted before a deletion of
/// many is refused, and no answer tells what there is of a model that it is not for.
public final class CascadeReach {
    private final Schema schema;
    private final SyncPolicies policies;

    public CascadeReach(Schema schema, SyncPolicies policies) {
        this.schema = schema;
        this.policies = policies;
    }

    /// @param chosen for this deletion; null for what is configured
    /// @throws RequestRefused when items of a model that the caller does not reach would go too
    public void require(Caller caller, Model deleted, @Nullable Cascade chosen) {
        if (!caller.limited()) {
            return;
        }
        Cascading cascading = new Cascading(policies, chosen);
        Set<String> seen = new HashSet<>(List.of(deleted.name()));
        Deque<Model> left = new ArrayDeque<>(List.of(deleted));
        while (!left.isEmpty()) {
            Model model = left.remove();
            for (Relation relation : model.relations()) {
                if (cascading.of(model, relation).takesAlong() && seen.add(relation.target())) {
                    requireTarget(caller, deleted, relation);
                    left.add(schema.required(relation.target()));
                }
            }
        }
    }

    private static void requireTarget(Caller caller, Model deleted, Relation relation) {
        if (!caller.reaches(relation.target())) {
            throw RequestRefused.because(
                    new AccessProblem.CascadeRefused(deleted.name(), relation.target()));
        }
    }
}
