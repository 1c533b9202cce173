package dev.outrigger.sync.evolution;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.ValueReading;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads items of an earlier schema as items of this one, as far as they go: a value that has no
/// place here is null, and a field that must have one gets its `@default`.
public final class ItemTranslation {
    private final ItemReader reader;
    private final Function<Field, @Nullable Object> defaults;

    /// @param defaults what `@default` says of a field, or null
    public ItemTranslation(Schema schema, Function<Field, @Nullable Object> defaults) {
        this.reader = new ItemReader(schema);
        this.defaults = defaults;
    }

    /// Empty when a value of the key has no place here.
    public Optional<Item> item(Model model, Map<String, ? extends @Nullable Object> earlier) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            values.put(field.name(), value(field, earlier.get(field.name())));
        }
        boolean keyed = model.key().fields().stream().allMatch(name -> values.get(name) != null);
        return keyed ? Optional.of(Item.of(model, values)) : Optional.empty();
    }

    /// Those fields of the model that the object has.
    Map<String, @Nullable Object> some(
            Model model, Map<String, ? extends @Nullable Object> earlier) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            if (earlier.containsKey(field.name())) {
                values.put(field.name(), value(field, earlier.get(field.name())));
            }
        }
        return values;
    }

    /// Every field that an item has, but those of its key.
    Map<String, @Nullable Object> withoutKey(
            Model model, Map<String, ? extends @Nullable Object> earlier) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            if (!model.isKey(field.name())) {
                values.put(field.name(), value(field, earlier.get(field.name())));
            }
        }
        return values;
    }

    private @Nullable Object value(Field field, @Nullable Object earlier) {
        if (earlier != null && reader.value(field, earlier) instanceof ValueReading.Normal read) {
            return read.value();
        }
        return field.required() ? defaults.apply(field) : null;
    }
}
