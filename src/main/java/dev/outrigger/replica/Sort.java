package dev.outrigger.replica;

import dev.outrigger.model.Field;
import dev.outrigger.predicate.Predicate;

import java.util.List;

/// One key of a sort order. Null sorts before every value when ascending, after it when descending.
public record Sort(Key key, Direction direction) {
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /// What is compared.
    public sealed interface Key {
        /// The values of a field.
        record Of(Field field) implements Key {}

        /// How well items fit the searches of a query, as a number that only a database knows.
        ///
        /// @param searches at least one
        record Relevance(List<Predicate.Search> searches) implements Key {
            /// What it is called in a sort order. No field begins with an underscore.
            public static final String WORD = "_relevance";

            public Relevance {
                searches = List.copyOf(searches);
                if (searches.isEmpty()) {
                    throw new IllegalArgumentException("relevance needs a search");
                }
            }
        }
    }

    public Sort(Field field, Direction direction) {
        this(new Key.Of(field), direction);
    }
}
