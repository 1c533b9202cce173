package dev.outrigger.sync.edit;

import dev.outrigger.model.Field;
import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Keeps the fields that only the backend writes, so that a client may send back what it read.
final class ReadOnlyFields {
    private ReadOnlyFields() {}

    /// @param current the item as it is, or null when it is new
    static Optional<FieldProblem> problem(
            Model model, Item item, Set<String> given, @Nullable Item current) {
        for (Field field : model.fields()) {
            String name = field.name();
            if (field.readOnly()
                    && given.contains(name)
                    && !Objects.equals(item.value(name), value(current, name))) {
                return Optional.of(
                        new FieldProblem("/" + name, "is read-only: the backend sets it"));
            }
        }
        return Optional.empty();
    }

    /// `item` with the read-only values of `current`.
    static Item keep(Model model, Item item, Item current) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        model.fields().stream()
                .filter(Field::readOnly)
                .forEach(field -> kept.put(field.name(), current.value(field.name())));
        return item.with(kept);
    }

    private static @Nullable Object value(@Nullable Item item, String name) {
        return item == null ? null : item.value(name);
    }
}
