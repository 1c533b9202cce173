package dev.outrigger.predicate;

import dev.outrigger.model.Field;

import java.util.ArrayList;
import java.util.List;

/// A test of the fields by which items of an index are sorted, taken together.
///
/// @param values of the first sort field, then of the second, and so on; at least one
public record SortTest(Comparison comparison, List<Object> values) {
    public SortTest {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a test of sort fields has at least one value");
        }
    }

    /// The same test as a predicate.
    ///
    /// @param fields that are sorted by; at least as many as there are values
    public Predicate on(List<Field> fields) {
        return switch (comparison) {
            case EQUAL -> equal(fields, values.size());
            case LESS -> beyond(fields, Operator.LT);
            case AT_MOST -> either(beyond(fields, Operator.LT), equal(fields, values.size()));
            case GREATER -> beyond(fields, Operator.GT);
            case AT_LEAST -> either(beyond(fields, Operator.GT), equal(fields, values.size()));
            case BEGINS_WITH -> {
                int last = values.size() - 1;
                yield both(equal(fields, last), test(fields, last, Operator.BEGINS_WITH));
            }
        };
    }

    /// Equal in the first fields, and smaller or greater in the next one.
    private Predicate beyond(List<Field> fields, Operator operator) {
        List<Predicate> cases = new ArrayList<>();
        for (int place = 0; place < values.size(); place++) {
            cases.add(both(equal(fields, place), test(fields, place, operator)));
        }
        return cases.size() == 1 ? cases.getFirst() : new Predicate.Or(cases);
    }

    private Predicate equal(List<Field> fields, int count) {
        List<Predicate> tests = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            tests.add(test(fields, place, Operator.EQ));
        }
        if (tests.isEmpty()) {
            return new Predicate.All();
        }
        return tests.size() == 1 ? tests.getFirst() : new Predicate.And(tests);
    }

    private Predicate test(List<Field> fields, int place, Operator operator) {
        return new Predicate.Test(fields.get(place), operator, List.of(values.get(place)));
    }

    private static Predicate both(Predicate first, Predicate second) {
        return first instanceof Predicate.All ? second : new Predicate.And(List.of(first, second));
    }

    private static Predicate either(Predicate first, Predicate second) {
        return new Predicate.Or(List.of(first, second));
    }

    /// How the fields, taken together, compare with the values.
    public enum Comparison {
        EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        /// All but the last value are equal, and the field of the last one begins with it as text.
        BEGINS_WITH
    }
}
