package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.ItemQuery;
import dev.outrigger.graphql.argument.SortReader;
import dev.outrigger.graphql.sdl.KeyedRead;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Keyed reads as the tables take them.
final class ItemQueries {
    private ItemQueries() {}

    /// @throws dev.outrigger.graphql.execution.ArgumentRefused when a composite condition leaves
    ///     out an earlier sort field
    static ItemQuery of(KeyedRead read, Map<String, ? extends @Nullable Object> arguments) {
        SortReader.Order order = new SortReader(read).order(arguments);
        return new ItemQuery(
                read.model(),
                read.partition(),
                read.sort(),
                order.tests(),
                switch (order.direction()) {
                    case ASC -> ItemQuery.Direction.ASCENDING;
                    case DESC -> ItemQuery.Direction.DESCENDING;
                });
    }
}
