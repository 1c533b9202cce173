package dev.outrigger.graphql.argument;

import dev.outrigger.model.Item;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;

/// Decides whether a subscriber wants an item, of which the metadata are fields like others. It
/// differs from other filters in one thing, as on AppSync: a field without a value passes no test,
/// not even `ne`.
public final class SubscriptionFilter {
    private SubscriptionFilter() {}

    public static boolean matches(Predicate filter, Item item) {
        return switch (filter) {
            case Predicate.All _ -> true;
            case Predicate.And(var parts) -> parts.stream().allMatch(part -> matches(part, item));
            case Predicate.Or(var parts) -> parts.stream().anyMatch(part -> matches(part, item));
            case Predicate.Not(var part) -> !matches(part, item);
            case Predicate.Test test -> hasValue(item, test) && holds(test, item);
            case Predicate.Size size ->
                    item.value(size.field().name()) != null && holds(size, item);
            case Predicate.Related _, Predicate.Search _ ->
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
}
