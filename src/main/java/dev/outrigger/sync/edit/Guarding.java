package dev.outrigger.sync.edit;

import dev.outrigger.model.Version;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;

/// Decides whether an item is as the [Guard] of an edit wants it.
final class Guarding {
    private Guarding() {}

    /// @param seq of the item's newest change
    static Optional<Refusal> refusal(StoredItem stored, long seq, Guard guard) {
        Optional<Refusal> other =
                switch (guard.expected()) {
                    case Expected.Anything _ -> Optional.empty();
                    case Expected.AtVersion(Version version) -> atVersion(stored, version);
                    case Expected.AsSeen seen -> asSeen(stored, seq, seen);
                };
        return other.isPresent() || holds(guard, stored)
                ? other
                : Optional.of(new Refusal.ConditionFalse(stored.key()));
    }

    private static boolean holds(Guard guard, StoredItem stored) {
        return PredicateEvaluator.matches(guard.condition(), stored.item(), RelatedItems.none());
    }

    private static Optional<Refusal> atVersion(StoredItem stored, @Nullable Version expected) {
        Version known = stored.version();
        return Objects.equals(known, expected)
                ? Optional.empty()
                : Optional.of(
                        new Refusal.VersionDiffers(stored.key(), number(expected), text(known)));
    }

    private static Optional<Refusal> asSeen(StoredItem stored, long seq, Expected.AsSeen seen) {
        Expected.AsSeen found = new Expected.AsSeen(stored.version(), seq);
        return found.equals(seen)
                ? Optional.empty()
                : Optional.of(new Refusal.ItemChanged(stored.key(), seen, found));
    }

    private static long number(@Nullable Version version) {
        return version == null ? 0 : version.number();
    }

    private static String text(@Nullable Version version) {
        return version == null ? "null" : Long.toString(version.number());
    }
}
