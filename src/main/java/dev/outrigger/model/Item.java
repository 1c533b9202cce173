package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One item of a model: a value, or null, for every field of the model, in the order of the schema.
///
/// @param fields unmodifiable; values in the normal form of their field's type
public record Item(ItemKey key, Map<String, @Nullable Object> fields) {
    public Item {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// The complete item of `model` that `values` describe: absent fields are null, and fields that
    /// the model does not have are left out.
    public static Item of(Model model, Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            fields.put(field.name(), values.get(field.name()));
        }
        return new Item(model.keyOf(fields), fields);
    }

    public String model() {
        return key.model();
    }

    public @Nullable Object value(String fieldName) {
        return fields.get(fieldName);
    }

    /// This item with some of its fields replaced; names that the item does not have are ignored.
    public Item with(Map<String, ? extends @Nullable Object> replaced) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(fields);
        replaced.forEach(
                (name, value) -> {
                    if (merged.containsKey(name)) {
                        merged.put(name, value);
                    }
                });
        return new Item(key, merged);
    }

    /// Names only: field values must not reach a log by way of `toString`.
    @Override
    public String toString() {
        return "Item[" + key + "]";
    }
}
