package dev.outrigger.sync.edit;

import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Decides which fields a mutation carries, and which items it refers to.
final class Changes {
    private Changes() {}

    /// Every field with a value, and every null that the client wrote; no key and no read-only
    /// field.
    static Map<String, @Nullable Object> ofCreate(Model model, Item item, Set<String> given) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            Object value = item.value(field.name());
            boolean set = value != null || given.contains(field.name());
            if (set && !field.readOnly() && !model.isKey(field.name())) {
                fields.put(field.name(), value);
            }
        }
        return fields;
    }

    /// The fields whose value differs, whole: one changed element sends its list. A change of one
    /// member of a composite sort key sends all its members, because the backend stores them
    /// joined.
    static Map<String, @Nullable Object> between(Model model, Item before, Item after) {
        Set<String> names = new LinkedHashSet<>();
        for (Field field : model.fields()) {
            String name = field.name();
            if (!field.readOnly() && !Objects.equals(before.value(name), after.value(name))) {
                names.add(name);
            }
        }
        for (Index index : model.indexes()) {
            List<String> sortKey = index.fields().subList(1, index.fields().size());
            if (sortKey.size() > 1 && sortKey.stream().anyMatch(names::contains)) {
                names.addAll(sortKey);
            }
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        names.stream()
                .filter(name -> !model.isKey(name))
                .forEach(name -> fields.put(name, after.value(name)));
        return fields;
    }

    /// The names of the fields that a delete takes away.
    static List<String> besidesKey(Model model) {
        return model.fields().stream().map(Field::name).filter(name -> !model.isKey(name)).toList();
    }

    /// The keys of the other items that this one belongs to.
    static Set<ItemKey> parents(Schema schema, Model model, Item item) {
        Set<ItemKey> keys = new LinkedHashSet<>();
        for (Relation relation : model.parents()) {
            parent(schema.required(relation.target()), relation, item).ifPresent(keys::add);
        }
        keys.remove(item.key());
        return keys;
    }

    /// The key of the item that a relation leads up to; empty unless the foreign key is complete.
    static Optional<ItemKey> parent(Model target, Relation relation, Item item) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int part = 0; part < relation.localFields().size(); part++) {
            values.put(
                    relation.targetFields().get(part),
                    item.value(relation.localFields().get(part)));
        }
        return target.key().fields().stream().allMatch(name -> values.get(name) != null)
                ? Optional.of(target.keyOf(values))
                : Optional.empty();
    }
}
