package dev.outrigger.backend.authorization;

import dev.outrigger.model.Item;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// For which items of a model something is allowed.
public sealed interface Permission {
    /// For every item, whatever it holds.
    record Allowed() implements Permission {}

    /// For the items that match; the predicate tests fields of the item itself only.
    record AllowedWhere(Predicate predicate) implements Permission {}

    /// For none.
    record Refused() implements Permission {}

    /// Whether it is allowed for an item.
    default boolean holds(Item item) {
        return switch (this) {
            case Allowed _ -> true;
            case AllowedWhere(Predicate predicate) ->
                    PredicateEvaluator.matches(predicate, item, RelatedItems.none());
            case Refused _ -> false;
        };
    }

    /// The items as a predicate, for who has no use for the difference.
    default Predicate predicate() {
        return switch (this) {
            case Allowed _ -> new Predicate.All();
            case AllowedWhere(Predicate predicate) -> predicate;
            case Refused _ -> new Predicate.Or(List.of());
        };
    }

    /// What at least one of several allows.
    static Permission any(Collection<Permission> permissions) {
        Set<Predicate> predicates = new LinkedHashSet<>();
        for (Permission permission : permissions) {
            switch (permission) {
                case Allowed allowed -> {
                    return allowed;
                }
                case AllowedWhere(Predicate predicate) -> predicates.add(predicate);
                case Refused _ -> {}
            }
        }
        if (predicates.isEmpty()) {
            return new Refused();
        }
        return new AllowedWhere(
                predicates.size() == 1
                        ? predicates.iterator().next()
                        : new Predicate.Or(new ArrayList<>(predicates)));
    }
}
