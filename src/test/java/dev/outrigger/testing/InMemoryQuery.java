package dev.outrigger.testing;

import dev.outrigger.model.Field;
import dev.outrigger.predicate.ValueOrder;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.Query.Position;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.Sort;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sorting and paging over rows in memory.
record InMemoryQuery(Query query) {
    record Row(ReadItem item, long insertion) {
        @Nullable Object value(Sort sort) {
            return switch (sort.key()) {
                case Sort.Key.Of(Field field) -> item.stored().item().value(field.name());
                case Sort.Key.Relevance _ ->
                        throw new IllegalStateException("only a database knows relevance");
            };
        }
    }

    Query.Page page(List<Row> matching) {
        List<Row> sorted = matching.stream().sorted(order()).toList();
        List<Row> rest =
                switch (query.start()) {
                    case Query.Start.Offset(long items) -> sorted.stream().skip(items).toList();
                    case Query.Start.After(Position position) ->
                            sorted.stream().filter(row -> after(row, position)).toList();
                };
        List<Row> page = rest.stream().limit(query.limit()).toList();
        return new Query.Page(
                page.stream().map(Row::item).toList(),
                rest.size() > page.size() ? position(page.getLast()) : null);
    }

    private Comparator<Row> order() {
        Comparator<Row> order = (_, _) -> 0;
        for (Sort sort : query.sort()) {
            order = order.thenComparing((a, b) -> compare(sort, a.value(sort), b.value(sort)));
        }
        return order.thenComparingLong(Row::insertion);
    }

    private boolean after(Row row, Position position) {
        for (int index = 0; index < query.sort().size(); index++) {
            Sort sort = query.sort().get(index);
            int compared = compare(sort, row.value(sort), position.sortValues().get(index));
            if (compared != 0) {
                return compared > 0;
            }
        }
        return row.insertion() > position.insertion();
    }

    private Position position(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        query.sort().forEach(sort -> values.add(row.value(sort)));
        return new Position(values, row.insertion());
    }

    private static int compare(Sort sort, @Nullable Object a, @Nullable Object b) {
        int ascending;
        if (a == null || b == null) {
            ascending = Boolean.compare(a != null, b != null);
        } else {
            ascending = ValueOrder.compare(a, b);
        }
        return sort.direction() == Sort.Direction.ASCENDING ? ascending : -ascending;
    }
}
