package dev.outrigger.predicate;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether, and in which fields, a predicate may search texts by their words.
///
/// Only a database knows the words of a language, so what is decided item by item, in memory or by
/// a backend, has no search.
public sealed interface TextSearch {
    /// The member of a field that holds a search.
    String WORD = "search";

    /// Characters of a search, at most.
    int LONGEST = 1_000;

    /// Where items are looked at one by one.
    record Refused() implements TextSearch {}

    /// Where a database is asked.
    ///
    /// @param language the database's name of the rules by which a text falls into words
    /// @param fields by model; a model that is missing has none
    record Of(String language, Map<String, Set<String>> fields) implements TextSearch {
        public Of {
            Map<String, Set<String>> copy = new LinkedHashMap<>();
            fields.forEach((model, names) -> copy.put(model, Set.copyOf(names)));
            fields = Map.copyOf(copy);
        }
    }

    /// Where a database is asked, and no field was chosen.
    static TextSearch.Of nowhere() {
        return new Of("simple", Map.of());
    }

    /// True for fields that can be chosen: those of one free text.
    static boolean takes(Field field) {
        return field.type() == Scalar.STRING && !field.isList();
    }

    /// True when this field of the model is searched.
    default boolean searches(Model model, Field field) {
        return switch (this) {
            case Refused _ -> false;
            case Of(String _, var fields) ->
                    fields.getOrDefault(model.name(), Set.of()).contains(field.name());
        };
    }

    /// The searches that say how well an item fits a predicate: those of its own fields, that are
    /// not asked for the opposite.
    static List<Predicate.Search> weighed(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Search search -> List.of(search);
            case Predicate.And(List<Predicate> parts) -> weighedIn(parts);
            case Predicate.Or(List<Predicate> parts) -> weighedIn(parts);
            case Predicate.Not _,
                    Predicate.Related _,
                    Predicate.All _,
                    Predicate.Test _,
                    Predicate.Size _ ->
                    List.of();
        };
    }

    private static List<Predicate.Search> weighedIn(List<Predicate> parts) {
        return parts.stream().flatMap(part -> weighed(part).stream()).toList();
    }

    /// True when a predicate cannot be decided without the database that knows the words.
    static boolean isAskedBy(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Search _ -> true;
            case Predicate.And(List<Predicate> parts) ->
                    parts.stream().anyMatch(TextSearch::isAskedBy);
            case Predicate.Or(List<Predicate> parts) ->
                    parts.stream().anyMatch(TextSearch::isAskedBy);
            case Predicate.Not(Predicate part) -> isAskedBy(part);
            case Predicate.Related(var _, Predicate part) -> isAskedBy(part);
            case Predicate.All _, Predicate.Test _, Predicate.Size _ -> false;
        };
    }
}
