package dev.outrigger.testing;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.edit.Cascading;
import dev.outrigger.sync.edit.Descent;

import java.util.List;
import java.util.Map;

/// Reads the items of a replica in memory; a view of what it holds.
record InMemoryItems(
        Schema schema,
        Map<ItemKey, Knowledge> knowledge,
        Map<ItemKey, Long> insertions,
        Map<ItemKey, Long> newest) {
    List<InMemoryQuery.Row> matching(Model model, Predicate predicate) {
        InMemoryRelations relations = relations();
        return knowledge.values().stream()
                .filter(Knowledge::visible)
                .filter(known -> known.key().model().equals(model.name()))
                .filter(
                        known ->
                                PredicateEvaluator.matches(
                                        predicate, known.stored().item(), relations::related))
                .map(known -> new InMemoryQuery.Row(read(known), insertions.get(known.key())))
                .toList();
    }

    /// What is deleted along with an item.
    Descent.Result below(Item item, Cascading cascading) {
        return relations().below(item, cascading);
    }

    private InMemoryRelations relations() {
        return new InMemoryRelations(schema, List.copyOf(knowledge.values()));
    }

    ReadItem read(Knowledge known) {
        return new ReadItem(known.stored(), newest.get(known.key()));
    }
}
