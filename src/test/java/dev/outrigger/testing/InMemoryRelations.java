package dev.outrigger.testing;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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

    /// What is deleted along with an item, children before their parents.
    static List<ItemKey> below(Schema schema, Collection<Knowledge> everything, Item item) {
        return new InMemoryRelations(schema, List.copyOf(everything))
                .below(item, new HashSet<>(List.of(item.key())));
    }

    /// @param seen the item itself, and whatever else is to be left out; grows
    private List<ItemKey> below(Item item, Set<ItemKey> seen) {
        List<ItemKey> keys = new ArrayList<>();
        for (Item child : children(item).toList()) {
            if (seen.add(child.key())) {
                keys.addAll(below(child, seen));
                keys.add(child.key());
            }
        }
        return keys;
    }

    private Stream<Item> children(Item item) {
        return schema.required(item.model()).relations().stream()
                .filter(relation -> relation.kind() != Relation.Kind.BELONGS_TO)
                .flatMap(relation -> related(item, relation).stream());
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
