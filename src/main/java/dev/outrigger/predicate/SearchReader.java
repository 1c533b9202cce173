package dev.outrigger.predicate;

import dev.outrigger.model.Field;
import dev.outrigger.model.FoundValue;
import dev.outrigger.model.JsonPointer;
import dev.outrigger.model.Model;
import dev.outrigger.model.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;

/// Reads a search of one field, or refuses it: the wrong place, a field that was not chosen, or no
/// text.
final class SearchReader {
    private final TextSearch possible;

    SearchReader(TextSearch possible) {
        this.possible = possible;
    }

    /// @param relations of the place; where items are looked at one by one, nothing is searched
    ///     either
    /// @throws PredicateProblem when it is none
    Predicate read(Place place, @Nullable Object json) {
        Field field = place.field();
        return switch (place.relations()) {
            case REFUSED -> throw refused(place.path());
            case ALLOWED ->
                    switch (possible) {
                        case TextSearch.Refused _ -> throw refused(place.path());
                        case TextSearch.Of(String language, var fields) -> {
                            Set<String> chosen =
                                    fields.getOrDefault(place.model().name(), Set.of());
                            if (!chosen.contains(field.name())) {
                                throw unchosen(place, chosen);
                            }
                            yield new Predicate.Search(field, language, text(json, place.path()));
                        }
                    };
        };
    }

    /// Where a search stands.
    record Place(Model model, Field field, Relations relations, JsonPointer path) {}

    private static PredicateProblem refused(JsonPointer path) {
        return new PredicateProblem(
                path,
                "search is for queries, counts, aggregates, deletes by filter and observeQuery"
                    + " only, which the replica's database answers; contains and beginsWith can be"
                    + " tested everywhere");
    }

    private static PredicateProblem unchosen(Place place, Set<String> chosen) {
        String model = place.model().name();
        String found =
                chosen.isEmpty()
                        ? "no field of " + model + " is"
                        : "of "
                                + model
                                + " only "
                                + chosen.stream().sorted().collect(Collectors.joining(", "))
                                + (chosen.size() == 1 ? " is" : " are");
        return new PredicateProblem(
                place.path(),
                ("%s cannot be searched: %s chosen by search.fields.%s in the sidecar's"
                                + " configuration")
                        .formatted(place.field().name(), found, model));
    }

    private static String text(@Nullable Object json, JsonPointer path) {
        if (!(json instanceof String text)) {
            throw new PredicateProblem(
                    path, "found " + FoundValue.describe(json) + ", but search needs a text");
        }
        if (!ValueReader.isStorable(text)) {
            throw new PredicateProblem(
                    path, "a search holds neither U+0000 nor half of a surrogate pair");
        }
        if (text.length() > TextSearch.LONGEST) {
            throw new PredicateProblem(
                    path,
                    "found a text of %,d characters, but a search has at most %,d"
                            .formatted(text.length(), TextSearch.LONGEST));
        }
        return text;
    }
}
