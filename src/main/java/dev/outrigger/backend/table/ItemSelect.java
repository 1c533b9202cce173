package dev.outrigger.backend.table;

import dev.outrigger.model.Field;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.PredicateSql;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.SortTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes an [ItemQuery] as SQL. The first result column is the place of the partition among those
/// that were asked for, counted from 1; the item's columns follow.
final class ItemSelect {
    private final ItemQuery query;
    private final BaseTable table;
    private final SqlFragment visible;
    private final List<Column> order;

    /// @param visible rows that do not match it are not found
    ItemSelect(ItemQuery query, BaseTable table, Predicate visible) {
        this.query = query;
        this.table = table;
        this.visible = PredicateSql.ofColumns().write(query.model(), "t", visible);
        this.order = query.order().stream().map(ModelTable::columnOf).toList();
    }

    /// How many rows a statement may return.
    record Limits(int ofEachPartition, int together) {}

    /// @param partitions values of the partition fields; one empty list for a query without any
    /// @param after values of the ordering columns to go on behind; empty for the beginning
    SqlFragment of(List<List<Object>> partitions, List<Object> after, Limits limits) {
        return query.partition().isEmpty()
                ? whole(after, limits.together())
                : byPartition(partitions, after, limits);
    }

    private SqlFragment whole(List<Object> after, int limit) {
        SqlFragment where = where(List.of(), after);
        String text =
                "select 1, %s from %s t%s order by %s limit %d"
                        .formatted(
                                table.columns("t"),
                                table.table().qualifiedName(),
                                where.text(),
                                ordering("t"),
                                limit);
        return new SqlFragment(text, where.parameters());
    }

    /// One statement for all partitions, each of which is read from its own place in the index.
    private SqlFragment byPartition(
            List<List<Object>> partitions, List<Object> after, Limits limits) {
        List<Column> columns = query.partition().stream().map(ModelTable::columnOf).toList();
        List<String> joined = new ArrayList<>();
        List<SqlFragment.Parameter> parameters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int part = 0; part < columns.size(); part++) {
            int at = part;
            List<Object> values = partitions.stream().map(values1 -> values1.get(at)).toList();
            parameters.add(new SqlFragment.Parameter.Many(columns.get(part).type(), values));
            names.add("v" + part);
            joined.add("t." + columns.get(part).quoted() + " = p.v" + part);
        }
        String arrays =
                columns.stream()
                        .map(column -> column.type().arrayParameter())
                        .collect(Collectors.joining(", "));
        SqlFragment where = where(joined, after);
        parameters.addAll(where.parameters());
        String text =
                """
                select p.place, %s
                  from unnest(%s) with ordinality p(%s, place)
                 cross join lateral (
                       select * from %s t%s order by %s limit %d) t
                 order by p.place, %s limit %s\
                """
                        .formatted(
                                table.columns("t"),
                                arrays,
                                String.join(", ", names),
                                table.table().qualifiedName(),
                                where.text(),
                                ordering("t"),
                                limits.ofEachPartition(),
                                ordering("t"),
                                SqlType.INTEGER.parameter());
        // It differs from request to request, and the statement should be known to the database.
        parameters.add(new SqlFragment.Parameter.One(SqlType.INTEGER, limits.together()));
        return new SqlFragment(text, parameters);
    }

    private SqlFragment where(List<String> joined, List<Object> after) {
        List<String> terms = new ArrayList<>(joined);
        List<SqlFragment.Parameter> parameters = new ArrayList<>();
        for (Field field : query.sort()) {
            terms.add("t." + ModelTable.columnOf(field).quoted() + " is not null");
        }
        for (SortTest test : query.tests()) {
            add(test, terms, parameters);
        }
        if (!after.isEmpty()) {
            terms.add(compared(order, descending() ? "<" : ">", after, parameters));
        }
        terms.add(visible.text());
        parameters.addAll(visible.parameters());
        return new SqlFragment(" where " + String.join(" and ", terms), parameters);
    }

    private void add(SortTest test, List<String> terms, List<SqlFragment.Parameter> parameters) {
        switch (test.comparison()) {
            case EQUAL -> terms.add(compared(order, "=", test.values(), parameters));
            case LESS -> terms.add(compared(order, "<", test.values(), parameters));
            case AT_MOST -> terms.add(compared(order, "<=", test.values(), parameters));
            case GREATER -> terms.add(compared(order, ">", test.values(), parameters));
            case AT_LEAST -> terms.add(compared(order, ">=", test.values(), parameters));
            case BEGINS_WITH -> {
                int last = test.values().size() - 1;
                if (last > 0) {
                    terms.add(compared(order, "=", test.values().subList(0, last), parameters));
                }
                terms.add(
                        "starts_with(t.%s::text, %s)"
                                .formatted(order.get(last).quoted(), SqlType.TEXT.parameter()));
                parameters.add(
                        new SqlFragment.Parameter.One(
                                SqlType.TEXT, test.values().get(last).toString()));
            }
        }
    }

    /// `(t.a, t.b) > (?, ?)`, for as many columns as there are values.
    private static String compared(
            List<Column> columns,
            String operator,
            List<Object> values,
            List<SqlFragment.Parameter> parameters) {
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int place = 0; place < values.size(); place++) {
            Column column = columns.get(place);
            left.add("t." + column.quoted());
            right.add(column.type().parameter());
            parameters.add(new SqlFragment.Parameter.One(column.type(), values.get(place)));
        }
        return "(%s) %s (%s)"
                .formatted(String.join(", ", left), operator, String.join(", ", right));
    }

    private String ordering(String alias) {
        String suffix = descending() ? " desc" : "";
        // A partition that is the whole key holds one row, and needs no order.
        return order.isEmpty()
                ? "1"
                : order.stream()
                        .map(column -> alias + "." + column.quoted() + suffix)
                        .collect(Collectors.joining(", "));
    }

    private boolean descending() {
        return query.direction() == ItemQuery.Direction.DESCENDING;
    }
}
