package dev.outrigger.predicate;

import dev.outrigger.model.Item;
import dev.outrigger.model.Relation;

import java.util.List;

/// Finds the items that a relation joins with an item.
@FunctionalInterface
public interface RelatedItems {
    /// The items on the other side of `relation`; empty when there are none.
    List<Item> of(Item item, Relation relation);

    /// For predicates that were read with relations refused.
    static RelatedItems none() {
        return (item, relation) -> {
            throw new IllegalStateException(
                    "a predicate without relations asks for " + relation.name());
        };
    }
}
