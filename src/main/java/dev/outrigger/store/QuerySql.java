package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.PredicateSql;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlFragment.Parameter;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.postgres.WordSearch;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.GroupedQuery;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.Sort;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes queries of live items.
final class QuerySql {
    private static final String INSERTION = "t." + ReplicaTables.INSERTION.quoted();

    /// The column that says how well an item fits, behind those of the item, when it is sorted by.
    /// No column of a field has a dot.
    static final String RELEVANCE = "_relevance.";

    private final ReplicaTables tables;
    private final PredicateSql predicates;

    QuerySql(ReplicaTables tables) {
        this.tables = tables;
        this.predicates =
                new PredicateSql(tables.schema()::required, tables::table, ItemRows::live);
    }

    /// One page, and one row more when there is a next one.
    SqlFragment page(Query query) {
        ModelTable table = tables.table(query.model());
        Text text = new Text("select " + table.columnList("t"));
        for (Sort.Key.Relevance relevance : relevance(query)) {
            text.add(", ");
            text.add(WordSearch.relevance("t", relevance.searches()));
            text.add(" as " + SqlName.quoted(RELEVANCE));
        }
        text.add(" from " + table.qualifiedName() + " t where " + ItemRows.live("t") + " and ");
        text.add(predicates.write(query.model(), "t", query.predicate()));
        switch (query.start()) {
            case Query.Start.After(Query.Position position) -> {
                text.add(" and (");
                after(text, query.sort(), position);
                text.add(")");
            }
            case Query.Start.Offset _ -> {}
        }
        text.add(" order by " + order(query) + " limit ");
        text.add(SqlType.BIGINT, query.limit() + 1L);
        switch (query.start()) {
            case Query.Start.Offset(long items) -> {
                text.add(" offset ");
                text.add(SqlType.BIGINT, items);
            }
            case Query.Start.After _ -> {}
        }
        return text.fragment();
    }

    /// The first page of each group, and one row more where there is a next one. The last column is
    /// the place of the row's group, counted from 1. Each group is read from its own place in the
    /// index.
    SqlFragment pages(GroupedQuery grouped) {
        Query query = grouped.query();
        ModelTable table = tables.table(query.model());
        List<Column> by = grouped.by().stream().map(ModelTable::columnOf).toList();
        String separator = "";
        Text text = new Text("select " + table.columnList("t") + ", g.place from unnest(");
        for (int part = 0; part < by.size(); part++) {
            int at = part;
            text.add(separator);
            text.add(by.get(part).type(), grouped.groups().stream().map(v -> v.get(at)).toList());
            separator = ", ";
        }
        text.add(
                IntStream.range(0, by.size())
                        .mapToObj(part -> "v" + part)
                        .collect(Collectors.joining(", ", ") with ordinality g(", ", place)")));
        text.add(" cross join lateral (select * from " + table.qualifiedName() + " t where ");
        for (int part = 0; part < by.size(); part++) {
            text.add("t." + by.get(part).quoted() + " = g.v" + part + " and ");
        }
        text.add(ItemRows.live("t") + " and ");
        text.add(predicates.write(query.model(), "t", query.predicate()));
        text.add(" order by " + order(query) + " limit ");
        text.add(SqlType.BIGINT, query.limit() + 1L);
        text.add(") t order by g.place, " + order(query) + " limit ");
        // The rows that only say that there is a next page are beside those that are allowed.
        text.add(SqlType.BIGINT, grouped.together() + grouped.groups().size() + 1L);
        return text.fragment();
    }

    SqlFragment count(Model model, Predicate predicate) {
        Text text = new Text("select count(*)");
        text.add(matching(model, predicate));
        return text.fragment();
    }

    /// ` from table t where …`: the live items that match.
    SqlFragment matching(Model model, Predicate predicate) {
        Text text = new Text(" from " + tables.table(model).qualifiedName() + " t where ");
        text.add(ItemRows.live("t") + " and ");
        text.add(predicates.write(model, "t", predicate));
        return text.fragment();
    }

    private static String order(Query query) {
        return query.sort().stream()
                .map(QuerySql::order)
                .collect(Collectors.joining("", "", INSERTION));
    }

    private static String order(Sort sort) {
        String compared =
                switch (sort.key()) {
                    case Sort.Key.Of(Field field) -> column(field);
                    case Sort.Key.Relevance _ -> SqlName.quoted(RELEVANCE);
                };
        return switch (sort.direction()) {
            case ASCENDING -> compared + " asc nulls first, ";
            case DESCENDING -> compared + " desc nulls last, ";
        };
    }

    /// The one that is sorted by, if any.
    static List<Sort.Key.Relevance> relevance(Query query) {
        return query.sort().stream()
                .map(Sort::key)
                .filter(Sort.Key.Relevance.class::isInstance)
                .map(Sort.Key.Relevance.class::cast)
                .toList();
    }

    /// Rows that come later: equal in the first keys, and later in the next; or equal in all of
    /// them, and inserted later.
    private static void after(Text text, List<Sort> sorts, Query.Position position) {
        for (int place = 0; place < sorts.size(); place++) {
            equal(text, sorts.subList(0, place), position);
            later(text, sorts.get(place), position.sortValues().get(place));
            text.add(" or ");
        }
        equal(text, sorts, position);
        text.add(INSERTION + " > ");
        text.add(SqlType.BIGINT, position.insertion());
    }

    private static void equal(Text text, List<Sort> sorts, Query.Position position) {
        for (int place = 0; place < sorts.size(); place++) {
            Sort sort = sorts.get(place);
            Object value = position.sortValues().get(place);
            text.add(compared(sort.key()));
            if (value == null) {
                text.add(" is null and ");
            } else {
                text.add(" = ");
                text.add(type(sort.key()), value);
                text.add(" and ");
            }
        }
    }

    private static void later(Text text, Sort sort, @Nullable Object value) {
        switch (sort.direction()) {
            case ASCENDING -> {
                text.add(compared(sort.key()));
                if (value == null) {
                    text.add(" is not null");
                } else {
                    text.add(" > ");
                    text.add(type(sort.key()), value);
                }
            }
            case DESCENDING -> {
                if (value == null) {
                    text.add("false");
                } else {
                    text.add("(");
                    text.add(compared(sort.key()));
                    text.add(" is null or ");
                    text.add(compared(sort.key()));
                    text.add(" < ");
                    text.add(type(sort.key()), value);
                    text.add(")");
                }
            }
        }
    }

    private static SqlFragment compared(Sort.Key key) {
        return switch (key) {
            case Sort.Key.Of(Field field) -> new SqlFragment(column(field), List.of());
            case Sort.Key.Relevance(var searches) -> WordSearch.relevance("t", searches);
        };
    }

    private static SqlType type(Sort.Key key) {
        return switch (key) {
            case Sort.Key.Of(Field field) -> SqlType.of(field);
            case Sort.Key.Relevance _ -> SqlType.DOUBLE;
        };
    }

    private static String column(Field field) {
        return "t." + ModelTable.columnOf(field).quoted();
    }

    /// SQL text that grows together with its parameters.
    private static final class Text {
        private final StringBuilder written;
        private final List<Parameter> parameters = new ArrayList<>();

        Text(String beginning) {
            written = new StringBuilder(beginning);
        }

        void add(String part) {
            written.append(part);
        }

        void add(SqlFragment part) {
            written.append(part.text());
            parameters.addAll(part.parameters());
        }

        void add(SqlType type, Object value) {
            written.append(type.parameter());
            parameters.add(new Parameter.One(type, value));
        }

        /// An array, which is one parameter.
        void add(SqlType type, List<Object> values) {
            written.append(type.arrayParameter());
            parameters.add(new Parameter.Many(type, values));
        }

        SqlFragment fragment() {
            return new SqlFragment(written.toString(), parameters);
        }
    }
}
