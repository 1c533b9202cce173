package dev.outrigger.sync.edit;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.SyncPolicies;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the parents that an edit makes an item refer to, which must be there.
///
/// What an item referred to before is not asked for again: an orphan that the backend sent can be
/// edited. A parent of a model that is not pulled may be anywhere, so it is not asked for either.
final class References {
    private final Schema schema;
    private final SyncPolicies policies;

    References(Schema schema, SyncPolicies policies) {
        this.schema = schema;
        this.policies = policies;
    }

    /// The parents that `after` has and `before` has not, by the names of their relations.
    ///
    /// @param before null for a new item
    Map<String, ItemKey> added(@Nullable Item before, Item after) {
        Model model = schema.required(after.model());
        Map<String, ItemKey> added = new LinkedHashMap<>();
        for (Relation relation : model.parents()) {
            Optional<ItemKey> parent = parent(relation, after);
            if (parent.isPresent()
                    && policies.mode(relation.target()).holdsAll()
                    && !parent.get().equals(after.key())
                    && !(before != null && parent.equals(parent(relation, before)))) {
                added.put(relation.name(), parent.get());
            }
        }
        return added;
    }

    /// What refuses an edit that makes `after` of `before`.
    Optional<Refusal> missing(@Nullable Item before, Item after, Surroundings surroundings) {
        return added(before, after).entrySet().stream()
                .filter(each -> !surroundings.visible(each.getValue()))
                .findFirst()
                .map(
                        each ->
                                new Refusal.ParentUnknown(
                                        after.key(), each.getKey(), each.getValue()));
    }

    private Optional<ItemKey> parent(Relation relation, Item item) {
        return Changes.parent(schema.required(relation.target()), relation, item);
    }
}
