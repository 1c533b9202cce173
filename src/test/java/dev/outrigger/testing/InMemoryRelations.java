package dev.outrigger.testing;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.edit.Cascading;
import dev.outrigger.sync.edit.Descent;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How the items of a replica in memory hang together.
record InMemoryRelations(Schema schema, Collection<Knowledge> everything) {
    /// The live items that a relation of `item` leads to.
    List<Item> related(Item item, Relation relation) {
        return everything.stream()
                .filter(Knowledge::visible)
                .map(known -> Objects.requireNonNull(known.stored()).item())
                .filter(other -> other.model().equals(relation.target()))
                .filter(other -> joins(item, relation, other))
                .toList();
    }

    /// What is deleted along with an item.
    Descent.Result below(Item item, Cascading cascading) {
        Map<ItemKey, Item> found = new HashMap<>(Map.of(item.key(), item));
        return new Descent(schema, cascading)
                .below(
                        item.key(),
                        (key, relation) -> {
                            List<Item> children = related(found.get(key), relation);
                            children.forEach(child -> found.put(child.key(), child));
                            return children.stream().map(Item::key).toList();
                        });
    }

    private static boolean joins(Item item, Relation relation, Item other) {
        for (int part = 0; part < relation.localFields().size(); part++) {
            Object local = item.value(relation.localFields().get(part));
            if (local == null
                    || !Objects.equals(local, other.value(relation.targetFields().get(part)))) {
                return false;
            }
        }
        return true;
    }
}
