package dev.outrigger.predicate;

import java.util.List;

/// Whether a predicate may reach through relations.
public enum Relations {
    /// In queries and observations, which are answered from the replica.
    ALLOWED,
    /// In conditions and sync expressions, which the backend evaluates item by item.
    REFUSED;

    /// True when a predicate cannot be decided on the item alone.
    public static boolean areAskedBy(Predicate predicate) {
        return switch (predicate) {
            case Predicate.All _, Predicate.Test _, Predicate.Size _, Predicate.Search _ -> false;
            case Predicate.And(List<Predicate> parts) ->
                    parts.stream().anyMatch(Relations::areAskedBy);
            case Predicate.Or(List<Predicate> parts) ->
                    parts.stream().anyMatch(Relations::areAskedBy);
            case Predicate.Not(Predicate part) -> areAskedBy(part);
            case Predicate.Related _ -> true;
        };
    }
}
