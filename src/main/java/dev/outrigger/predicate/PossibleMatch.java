package dev.outrigger.predicate;

import dev.outrigger.model.Item;

import java.util.List;

/// What an item alone says of whether it matches a predicate. Related items, and the words of a
/// text, may turn out either way.
public final class PossibleMatch {
    private PossibleMatch() {}

    /// False when the item does not match, whatever is related to it.
    public static boolean of(Predicate predicate, Item item) {
        return switch (predicate) {
            case Predicate.All _, Predicate.Related _, Predicate.Search _ -> true;
            case Predicate.And(List<Predicate> parts) ->
                    parts.stream().allMatch(part -> of(part, item));
            case Predicate.Or(List<Predicate> parts) ->
                    parts.stream().anyMatch(part -> of(part, item));
            case Predicate.Not(Predicate part) -> mayFail(part, item);
            case Predicate.Test _, Predicate.Size _ -> holds(predicate, item);
        };
    }

    /// True when it takes more than the item to decide.
    public static boolean isLeftOpenBy(Predicate predicate) {
        return Relations.areAskedBy(predicate) || TextSearch.isAskedBy(predicate);
    }

    private static boolean mayFail(Predicate predicate, Item item) {
        return switch (predicate) {
            case Predicate.All _ -> false;
            case Predicate.Related _, Predicate.Search _ -> true;
            case Predicate.And(List<Predicate> parts) ->
                    parts.stream().anyMatch(part -> mayFail(part, item));
            case Predicate.Or(List<Predicate> parts) ->
                    parts.stream().allMatch(part -> mayFail(part, item));
            case Predicate.Not(Predicate part) -> of(part, item);
            case Predicate.Test _, Predicate.Size _ -> !holds(predicate, item);
        };
    }

    private static boolean holds(Predicate test, Item item) {
        return PredicateEvaluator.matches(test, item, RelatedItems.none());
    }
}
