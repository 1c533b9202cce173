package dev.outrigger.store;

import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of a schema decides how items are stored. It is kept with the replica, so that a later
/// schema can be compared with it.
///
/// @param keys model name → key fields
/// @param fields model or embedded type → field name → type as GraphQL writes it, in which `!` says
///     that clients must give a value
/// @param enums enum name → values
record SchemaShape(
        Map<String, List<String>> keys,
        Map<String, Map<String, String>> fields,
        Map<String, List<String>> enums) {

    static SchemaShape of(Schema schema) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Map<String, Map<String, String>> fields = new LinkedHashMap<>();
        Map<String, List<String>> enums = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            keys.put(model.name(), model.key().fields());
            fields.put(model.name(), types(model.fields()));
        }
        for (EmbeddedType type : schema.embeddedTypes()) {
            fields.put(type.name(), types(type.fields()));
        }
        for (EnumType type : schema.enums()) {
            enums.put(type.name(), type.values());
        }
        return new SchemaShape(keys, fields, enums);
    }

    @SuppressWarnings("unchecked")
    static SchemaShape read(Map<String, @Nullable Object> json) {
        return new SchemaShape(
                (Map<String, List<String>>) json.get("keys"),
                (Map<String, Map<String, String>>) json.get("fields"),
                (Map<String, List<String>>) json.get("enums"));
    }

    Map<String, Object> written() {
        return Map.of("keys", keys, "fields", fields, "enums", enums);
    }

    /// What keeps items that were stored in this shape from being read in `next`, each as one
    /// phrase. Whatever only adds, or allows more than before, does not.
    List<String> obstacles(SchemaShape next) {
        List<String> found = new ArrayList<>();
        keys.forEach((model, key) -> compareKeys(next, model, key, found));
        fields.forEach((type, names) -> compareFields(next, type, names, found));
        enums.forEach((type, values) -> compareValues(next, type, values, found));
        return found;
    }

    private static void compareKeys(
            SchemaShape next, String model, List<String> key, List<String> found) {
        List<String> nextKey = next.keys().get(model);
        if (nextKey == null) {
            found.add("model " + model + " was removed");
        } else if (!nextKey.equals(key)) {
            found.add("the key of " + model + " changed from " + key + " to " + nextKey);
        }
    }

    private static void compareFields(
            SchemaShape next, String type, Map<String, String> names, List<String> found) {
        Map<String, String> nextNames = next.fields().get(type);
        if (nextNames == null) {
            // A model was named already; an embedded type that no field uses stores nothing.
            return;
        }
        names.forEach(
                (name, before) -> {
                    String after = nextNames.get(name);
                    String field = "field " + type + "." + name;
                    if (after == null) {
                        found.add(field + " was removed");
                    } else if (!allowsAllOf(before, after)) {
                        found.add(field + " changed from " + before + " to " + after);
                    }
                });
        nextNames.forEach(
                (name, after) -> {
                    if (!names.containsKey(name) && after.endsWith("!")) {
                        found.add("field " + type + "." + name + " is new and required");
                    }
                });
    }

    private static void compareValues(
            SchemaShape next, String type, List<String> values, List<String> found) {
        List<String> nextValues = next.enums().get(type);
        if (nextValues != null) {
            values.stream()
                    .filter(value -> !nextValues.contains(value))
                    .forEach(value -> found.add("value " + value + " of " + type + " was removed"));
        }
    }

    private static boolean allowsAllOf(String before, String after) {
        String bare = before.replace("!", "");
        String elements = before.endsWith("!") ? before.substring(0, before.length() - 1) : before;
        String list = before.replace("!]", "]");
        return List.of(before, bare, elements, list).contains(after);
    }

    private static Map<String, String> types(List<Field> fields) {
        Map<String, String> types = new LinkedHashMap<>();
        fields.forEach(field -> types.put(field.name(), type(field)));
        return types;
    }

    private static String type(Field field) {
        String element = field.type().typeName();
        String inner =
                switch (field.shape()) {
                    case Shape.Single _ -> element;
                    case Shape.ListOf list ->
                            "[" + element + (list.elementRequired() ? "!" : "") + "]";
                };
        return field.required() ? inner + "!" : inner;
    }
}
