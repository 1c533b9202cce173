package dev.outrigger.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One `@model` type.
///
/// @param plural the name's plural, as `syncPosts` and `listPosts` use it
/// @param fields every stored field, in the order of the schema, implied ones last
/// @param relations in the order of the schema
/// @param rules who may do what with its items; empty when the schema says nothing
/// @param operations what is offered for it
public record Model(
        String name,
        String plural,
        List<Field> fields,
        PrimaryKey key,
        List<Index> indexes,
        List<Relation> relations,
        Timestamps timestamps,
        List<AuthRule> rules,
        OperationNames operations) {
    /// A model with every operation, called as Amplify calls them.
    public Model(
            String name,
            String plural,
            List<Field> fields,
            PrimaryKey key,
            List<Index> indexes,
            List<Relation> relations,
            Timestamps timestamps,
            List<AuthRule> rules) {
        this(
                name,
                plural,
                fields,
                key,
                indexes,
                relations,
                timestamps,
                rules,
                OperationNames.standard(name, plural));
    }

    public Model {
        fields = List.copyOf(fields);
        indexes = List.copyOf(indexes);
        relations = List.copyOf(relations);
        rules = List.copyOf(rules);
    }

    public Optional<Field> field(String fieldName) {
        for (Field field : fields) {
            if (field.name().equals(fieldName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    public Optional<Relation> relation(String relationName) {
        for (Relation relation : relations) {
            if (relation.name().equals(relationName)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    /// True when the field is part of the primary key.
    public boolean isKey(String fieldName) {
        return key.fields().contains(fieldName);
    }

    /// The models that an item of this one belongs to; these exist first on every replica.
    public List<Relation> parents() {
        List<Relation> parents = new ArrayList<>(relations.size());
        for (Relation relation : relations) {
            if (relation.kind() == Relation.Kind.BELONGS_TO) {
                parents.add(relation);
            }
        }
        return parents;
    }

    /// The key of an item that holds all fields of its key.
    ///
    /// @throws IllegalStateException when a key field is absent: a bug, as items are read whole
    public ItemKey keyOf(Map<String, ? extends Object> values) {
        List<Object> parts = new ArrayList<>(key.fields().size());
        for (String part : key.fields()) {
            parts.add(keyPart(values, part));
        }
        return new ItemKey(name, parts);
    }

    /// The key's fields with their values, in key order.
    public Map<String, Object> keyFields(ItemKey itemKey) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int part = 0; part < key.fields().size(); part++) {
            values.put(key.fields().get(part), itemKey.values().get(part));
        }
        return values;
    }

    private Object keyPart(Map<String, ? extends Object> values, String part) {
        Object value = values.get(part);
        if (value == null) {
            throw new IllegalStateException("key field " + part + " of " + name + " is absent");
        }
        return value;
    }
}
