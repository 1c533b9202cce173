package dev.outrigger.api.graphql;

import dev.outrigger.api.wire.Cursors;
import dev.outrigger.graphql.argument.PageLimit;
import dev.outrigger.graphql.argument.SortReader;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.SortTest;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.Sort;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reads the arguments of what answers pages: `filter`, `limit`, `nextToken`, and those of keys.
record QueryArguments(LiveItems live) {
    private static final Query.Start BEGINNING = new Query.Start.Offset(0);

    /// All items, in the order of their insertion.
    Query all(Model model, Map<String, @Nullable Object> arguments) {
        return new Query(
                model,
                live.predicate(model, "filter", arguments),
                List.of(),
                PageLimit.of(arguments, PageLimit.DEFAULT),
                start(model, List.of(), arguments));
    }

    /// The items that a keyed read finds once its partition is given, in their order. As in an
    /// index of AppSync's, items without a value to sort by are not found.
    ///
    /// @param otherwise the limit where none is given
    Query keyed(KeyedRead read, Map<String, @Nullable Object> arguments, int otherwise) {
        Model model = read.model();
        SortReader.Order order = new SortReader(read).order(arguments);
        List<Predicate> parts = new ArrayList<>();
        read.sort().stream()
                .filter(field -> !field.required())
                .forEach(field -> parts.add(test(field, Operator.ATTRIBUTE_EXISTS, true)));
        order.tests().forEach(test -> parts.add(predicate(test, read.sort())));
        parts.add(live.predicate(model, "filter", arguments));
        List<Sort> sort =
                read.sort().stream().map(field -> new Sort(field, of(order.direction()))).toList();
        return new Query(
                model,
                joined(parts),
                sort,
                PageLimit.of(arguments, otherwise),
                start(model, sort, arguments));
    }

    /// The beginning of a number says nothing.
    private static Predicate predicate(SortTest test, List<Field> sort) {
        boolean number = test.values().getLast() instanceof Number;
        if (number && test.comparison() == SortTest.Comparison.BEGINS_WITH) {
            throw new ArgumentRefused("beginsWith compares texts, not numbers");
        }
        return test.on(sort);
    }

    /// The query, of one partition only.
    static Query within(Query query, List<Field> partition, List<Object> values) {
        List<Predicate> parts = new ArrayList<>();
        for (int part = 0; part < partition.size(); part++) {
            parts.add(test(partition.get(part), Operator.EQ, values.get(part)));
        }
        parts.add(query.predicate());
        return new Query(query.model(), joined(parts), query.sort(), query.limit(), query.start());
    }

    private static Predicate joined(List<Predicate> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Predicate.And(parts);
    }

    private static Predicate test(Field field, Operator operator, Object operand) {
        return new Predicate.Test(field, operator, Arrays.asList(operand));
    }

    private static Sort.Direction of(SortReader.SortDirection direction) {
        return switch (direction) {
            case ASC -> Sort.Direction.ASCENDING;
            case DESC -> Sort.Direction.DESCENDING;
        };
    }

    private static Query.Start start(
            Model model, List<Sort> sort, Map<String, @Nullable Object> arguments) {
        return arguments.get("nextToken") instanceof String token
                ? new Query.Start.After(Cursors.read(model.name(), sort, token))
                : BEGINNING;
    }
}
