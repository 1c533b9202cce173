package dev.outrigger.sync.edit;

import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

/// What must hold for an edit to be accepted.
///
/// @param condition checked on the replica's item and sent along with the mutation
/// @param ifVersion the version that the replica must know, or null when the client does not care
public record Guard(Predicate condition, @Nullable Version ifVersion) {
    private static final Guard NONE = new Guard(new Predicate.All(), null);

    public static Guard none() {
        return NONE;
    }

    public boolean guards() {
        return ifVersion != null || !(condition instanceof Predicate.All);
    }
}
