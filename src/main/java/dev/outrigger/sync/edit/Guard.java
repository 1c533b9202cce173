package dev.outrigger.sync.edit;

import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;
import dev.outrigger.sync.StoredItem;

import java.util.Optional;

/// What must hold for an edit to be accepted.
///
/// @param condition checked on the replica's item and sent along with the mutation
/// @param expected state of the replica's item
public record Guard(Predicate condition, Expected expected) {
    private static final Guard NONE = on(new Predicate.All());

    /// Whatever the item's version is.
    public static Guard on(Predicate condition) {
        return new Guard(condition, new Expected.Anything());
    }

    public static Guard none() {
        return NONE;
    }

    /// Why this does not hold on an item that is there, or nothing.
    ///
    /// @param seq of the item's newest change
    public Optional<Refusal> refusal(StoredItem stored, long seq) {
        Optional<Refusal> other = new Guarding(stored, seq).refusal(expected);
        return other.isPresent()
                        || PredicateEvaluator.matches(condition, stored.item(), RelatedItems.none())
                ? other
                : Optional.of(new Refusal.ConditionFalse(stored.key()));
    }

    /// True when this holds where no item is, as no condition does.
    public boolean holdsOfNothing() {
        return expected.holdsOfNothing() && condition instanceof Predicate.All;
    }
}
