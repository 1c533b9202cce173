package dev.outrigger.replica;

import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A question for the live items of one model.
///
/// @param sort compared in this order, then by insertion; empty means insertion order
/// @param limit at least 1
public record Query(Model model, Predicate predicate, List<Sort> sort, int limit, Start start) {
    /// Where the answer begins.
    public sealed interface Start {
        /// After this many matching items.
        record Offset(long items) implements Start {}

        /// After the item at this position, whether or not it still exists.
        record After(Position position) implements Start {}
    }

    /// A place in a sort order: the sort values of an item, then its insertion number.
    public record Position(List<@Nullable Object> sortValues, long insertion) {
        public Position {
            sortValues = Collections.unmodifiableList(new ArrayList<>(sortValues));
        }
    }

    /// @param next where the next page starts, or null when this is the last one
    public record Page(List<ReadItem> items, @Nullable Position next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    public Query {
        sort = List.copyOf(sort);
    }
}
