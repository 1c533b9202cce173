package dev.outrigger.sync.edit;

import dev.outrigger.model.Version;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Decides whether an item that is there is in the state that a client expects.
///
/// @param seq of the item's newest change
record Guarding(StoredItem stored, long seq) {
    Optional<Refusal> refusal(Expected expected) {
        return switch (expected) {
            case Expected.Anything _, Expected.Present _ -> Optional.empty();
            case Expected.Absent _ -> there();
            case Expected.AtVersion(Version version) -> atVersion(version);
            case Expected.AsSeen seen -> asSeen(seen);
            case Expected.OneOf(List<Expected> states) -> isIn(states) ? none() : inNone();
            case Expected.NoneOf(List<Expected> states) -> isIn(states) ? there() : none();
            case Expected.Both(Expected first, Expected second) ->
                    refusal(first).or(() -> refusal(second));
        };
    }

    private boolean isIn(List<Expected> states) {
        return states.stream().anyMatch(each -> refusal(each).isEmpty());
    }

    private static Optional<Refusal> none() {
        return Optional.empty();
    }

    private Optional<Refusal> there() {
        return Optional.of(new Refusal.ItemPresent(stored.key(), found()));
    }

    private Optional<Refusal> inNone() {
        return Optional.of(new Refusal.ItemInNone(stored.key(), found()));
    }

    private Optional<Refusal> atVersion(@Nullable Version expected) {
        Version known = stored.version();
        return Objects.equals(known, expected)
                ? Optional.empty()
                : Optional.of(
                        new Refusal.VersionDiffers(stored.key(), number(expected), text(known)));
    }

    private Optional<Refusal> asSeen(Expected.AsSeen seen) {
        return found().equals(seen)
                ? Optional.empty()
                : Optional.of(new Refusal.ItemChanged(stored.key(), seen, found()));
    }

    private Expected.AsSeen found() {
        return new Expected.AsSeen(stored.version(), seq);
    }

    private static long number(@Nullable Version version) {
        return version == null ? 0 : version.number();
    }

    private static String text(@Nullable Version version) {
        return version == null ? "null" : Long.toString(version.number());
    }
}
