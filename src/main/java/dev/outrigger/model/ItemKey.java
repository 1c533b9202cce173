package dev.outrigger.model;

import java.util.List;
import java.util.StringJoiner;

/// What identifies an item: its model and the values of its key fields, in key order. Keys are
/// compared as tuples, never as joined strings, so `("a-b", "c")` and `("a", "b-c")` stay apart.
///
/// @param values `String`, `Integer`, `Long`, `Double` or `Boolean`, as the key fields' types say
public record ItemKey(String model, List<Object> values) {
    public ItemKey {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a key of " + model + " has at least one value");
        }
    }

    /// The values as one text that no other key of the model has: `%` and `/` inside a value are
    /// escaped, and `/` separates values. It is the storage form of a key.
    public String text() {
        if (values.size() == 1) {
            return escaped(values.getFirst());
        }
        StringJoiner text = new StringJoiner("/");
        values.forEach(value -> text.add(escaped(value)));
        return text.toString();
    }

    private static String escaped(Object value) {
        return value.toString().replace("%", "%25").replace("/", "%2F");
    }

    @Override
    public String toString() {
        return model + "/" + text();
    }
}
