package dev.outrigger.predicate;

import java.util.List;

/// A test of the sort fields of an [ItemQuery].
///
/// @param values of the first sort field, then of the second, and so on; at least one
public record SortTest(Comparison comparison, List<Object> values) {
    public SortTest {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a test of sort fields has at least one value");
        }
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
