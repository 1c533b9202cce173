package dev.outrigger.model;

import java.util.List;
import java.util.stream.Collectors;

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
        return values.stream()
                .map(value -> value.toString().replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/"));
    }

    @Override
    public String toString() {
        return model + "/" + text();
    }
}
