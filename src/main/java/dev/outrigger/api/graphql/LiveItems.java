package dev.outrigger.api.graphql;

import dev.outrigger.contract.Metadata;
import dev.outrigger.graphql.argument.FilterReader;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Reads filters and conditions. They may ask for `_deleted`, which is no field of a replica's
/// items: those that it answers are live, so what is asked of it is decided here.
record LiveItems(FilterReader filters) {
    private static final Predicate ALL = new Predicate.All();
    private static final Predicate NONE = new Predicate.Or(List.of());

    /// The predicate of the argument, on fields of items alone.
    Predicate predicate(Model model, String argument, Map<String, @Nullable Object> arguments) {
        return decided(filters.read(model, argument, arguments.get(argument)));
    }

    /// What is decided leaves no trace: a condition travels, and no backend need know an empty
    /// test.
    private static Predicate decided(Predicate predicate) {
        return switch (predicate) {
            case Predicate.And(var parts) -> all(parts.stream().map(LiveItems::decided).toList());
            case Predicate.Or(var parts) -> any(parts.stream().map(LiveItems::decided).toList());
            case Predicate.Not(var part) -> opposite(decided(part));
            case Predicate.Test test when test.field().name().equals(Metadata.DELETED) ->
                    holds(test) ? ALL : NONE;
            case Predicate.All _,
                    Predicate.Test _,
                    Predicate.Size _,
                    Predicate.Search _,
                    Predicate.Related _ ->
                    predicate;
        };
    }

    private static Predicate all(List<Predicate> parts) {
        List<Predicate> open = parts.stream().filter(part -> !part.equals(ALL)).toList();
        if (open.contains(NONE)) {
            return NONE;
        }
        return switch (open.size()) {
            case 0 -> ALL;
            case 1 -> open.getFirst();
            default -> new Predicate.And(open);
        };
    }

    private static Predicate any(List<Predicate> parts) {
        List<Predicate> open = parts.stream().filter(part -> !part.equals(NONE)).toList();
        if (open.contains(ALL)) {
            return ALL;
        }
        return open.size() == 1 ? open.getFirst() : new Predicate.Or(open);
    }

    private static Predicate opposite(Predicate part) {
        if (part.equals(ALL)) {
            return NONE;
        }
        return part.equals(NONE) ? ALL : new Predicate.Not(part);
    }

    private static boolean holds(Predicate.Test test) {
        Item live = new Item(new ItemKey("live", List.of("live")), Map.of(Metadata.DELETED, false));
        return PredicateEvaluator.matches(test, live, RelatedItems.none());
    }
}
