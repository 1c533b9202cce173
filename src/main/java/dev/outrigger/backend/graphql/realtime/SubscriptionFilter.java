package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Metadata;
import dev.outrigger.model.Item;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Decides whether a subscriber wants an item. It differs from other filters in one thing, as on
/// AppSync: a field without a value passes no test, not even `ne`.
final class SubscriptionFilter {
    private SubscriptionFilter() {}

    static boolean matches(Predicate filter, VersionedItem item) {
        return filter instanceof Predicate.All || matches(filter, tested(item));
    }

    private static boolean matches(Predicate filter, Item item) {
        return switch (filter) {
            case Predicate.All _ -> true;
            case Predicate.And(var parts) -> parts.stream().allMatch(part -> matches(part, item));
            case Predicate.Or(var parts) -> parts.stream().anyMatch(part -> matches(part, item));
            case Predicate.Not(var part) -> !matches(part, item);
            case Predicate.Test test -> hasValue(item, test) && holds(test, item);
            case Predicate.Size size ->
                    item.value(size.field().name()) != null && holds(size, item);
            case Predicate.Related _ ->
                    throw new IllegalStateException("a subscription's filter reads one item only");
        };
    }

    private static boolean hasValue(Item item, Predicate.Test test) {
        return test.operator() == Operator.ATTRIBUTE_EXISTS
                || item.value(test.field().name()) != null;
    }

    private static boolean holds(Predicate test, Item item) {
        return PredicateEvaluator.matches(test, item, RelatedItems.none());
    }

    /// A live item's `_deleted` is null on the wire, and still what a filter can ask for.
    private static Item tested(VersionedItem item) {
        Item extended = item.withMetadata();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(extended.fields());
        fields.put(Metadata.DELETED, !item.live());
        return new Item(extended.key(), fields);
    }
}
