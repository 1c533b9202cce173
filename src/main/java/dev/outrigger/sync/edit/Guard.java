package dev.outrigger.sync.edit;

import dev.outrigger.predicate.Predicate;

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

    public boolean guards() {
        return !(expected instanceof Expected.Anything && condition instanceof Predicate.All);
    }
}
