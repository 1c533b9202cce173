package dev.outrigger.graphql.argument;

import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.Field;
import dev.outrigger.predicate.SortTest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads how a keyed read is sorted and limited: its sort argument and `sortDirection`.
public record SortReader(KeyedRead read) {
    /// The order that a keyed read asks for.
    ///
    /// @param tests limit the sort fields; all must hold
    public record Order(List<SortTest> tests, SortDirection direction) {
        public Order {
            tests = List.copyOf(tests);
        }
    }

    /// As GraphQL calls it.
    public enum SortDirection {
        ASC,
        DESC
    }

    /// @throws ArgumentRefused when a composite condition leaves out an earlier sort field
    public Order order(Map<String, ? extends @Nullable Object> arguments) {
        return new Order(tests(arguments), direction(arguments));
    }

    private static SortDirection direction(Map<String, ? extends @Nullable Object> arguments) {
        return "DESC".equals(arguments.get("sortDirection"))
                ? SortDirection.DESC
                : SortDirection.ASC;
    }

    private List<SortTest> tests(Map<String, ? extends @Nullable Object> arguments) {
        String name = read.sortArgument().orElse(null);
        if (name == null || !(arguments.get(name) instanceof Map<?, ?> operators)) {
            return List.of();
        }
        List<SortTest> tests = new ArrayList<>();
        operators.forEach(
                (operator, operand) -> {
                    if (operand != null) {
                        tests.addAll(tests(name, String.valueOf(operator), operand));
                    }
                });
        return tests;
    }

    private List<SortTest> tests(String argument, String operator, Object operand) {
        return switch (operator) {
            case "eq" -> List.of(test(argument, SortTest.Comparison.EQUAL, operand));
            case "lt" -> List.of(test(argument, SortTest.Comparison.LESS, operand));
            case "le" -> List.of(test(argument, SortTest.Comparison.AT_MOST, operand));
            case "gt" -> List.of(test(argument, SortTest.Comparison.GREATER, operand));
            case "ge" -> List.of(test(argument, SortTest.Comparison.AT_LEAST, operand));
            case "beginsWith" -> List.of(test(argument, SortTest.Comparison.BEGINS_WITH, operand));
            case "between" -> between(argument, operand);
            case String other ->
                    throw new IllegalStateException("a key condition has no operator " + other);
        };
    }

    private List<SortTest> between(String argument, Object operand) {
        if (!(operand instanceof List<?> ends)
                || ends.size() != 2
                || ends.getFirst() == null
                || ends.getLast() == null) {
            throw new ArgumentRefused("The argument " + argument + " needs two values for between");
        }
        return List.of(
                test(argument, SortTest.Comparison.AT_LEAST, ends.getFirst()),
                test(argument, SortTest.Comparison.AT_MOST, ends.getLast()));
    }

    private SortTest test(String argument, SortTest.Comparison comparison, Object operand) {
        return new SortTest(comparison, values(argument, operand));
    }

    private List<Object> values(String argument, Object operand) {
        if (!read.isComposite()) {
            return List.of(KeyValue.of(read.sort().getFirst(), operand));
        }
        Map<?, ?> members = (Map<?, ?>) operand;
        List<Object> values = new ArrayList<>();
        for (Field field : read.sort()) {
            Object value = members.get(field.name());
            if (value == null) {
                break;
            }
            values.add(KeyValue.of(field, value));
        }
        long given = members.values().stream().filter(value -> value != null).count();
        if (values.isEmpty() || given > values.size()) {
            throw new ArgumentRefused(
                    "The argument "
                            + argument
                            + " must give its fields in the order "
                            + read.sort().stream().map(Field::name).toList());
        }
        return values;
    }
}
