package dev.outrigger.sync.evolution;

import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of a schema decides how items are stored. It is kept with the replica, so that a later
/// schema can be compared with it.
///
/// @param keys model name → key fields
/// @param fields model or embedded type → field name → type as GraphQL writes it, in which `!` says
///     that clients must give a value
/// @param enums enum name → values
public record SchemaShape(
        Map<String, List<String>> keys,
        Map<String, Map<String, String>> fields,
        Map<String, List<String>> enums) {

    public static SchemaShape of(Schema schema) {
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

    /// What [#written] made.
    @SuppressWarnings("unchecked")
    public static SchemaShape read(Map<String, @Nullable Object> json) {
        return new SchemaShape(
                (Map<String, List<String>>) json.get("keys"),
                (Map<String, Map<String, String>>) json.get("fields"),
                (Map<String, List<String>>) json.get("enums"));
    }

    /// As JSON in decoded form.
    public Map<String, Object> written() {
        return Map.of("keys", keys, "fields", fields, "enums", enums);
    }

    /// What becomes of the items of each model that was stored in this shape, by model name.
    public Map<String, ModelChange> changes(SchemaShape next) {
        Map<String, ModelChange> changes = new LinkedHashMap<>();
        keys.forEach((model, key) -> changes.put(model, change(model, key, next)));
        return changes;
    }

    private ModelChange change(String model, List<String> key, SchemaShape next) {
        List<String> nextKey = next.keys().get(model);
        if (nextKey == null) {
            return new ModelChange.Removed();
        }
        List<String> reasons = new ArrayList<>();
        for (String type : typesOf(model)) {
            compareFields(next, type, reasons);
            compareValues(next, type, reasons);
        }
        if (!nextKey.equals(key)) {
            reasons.add("its key changed from " + key + " to " + nextKey);
            return new ModelChange.Rekeyed(reasons);
        }
        if (key.stream().anyMatch(part -> !sameType(model, part, next))) {
            return new ModelChange.Rekeyed(reasons);
        }
        return reasons.isEmpty() ? grown(model, next) : new ModelChange.Rebuilt(reasons);
    }

    private ModelChange grown(String model, SchemaShape next) {
        List<String> added = new ArrayList<>();
        for (String type : typesOf(model)) {
            Map<String, String> before = fields.getOrDefault(type, Map.of());
            Map<String, String> after = before.isEmpty() ? Map.of() : next.fieldsOf(type);
            after.keySet().stream()
                    .filter(name -> !before.containsKey(name))
                    .forEach(name -> added.add(type + "." + name));
        }
        return added.isEmpty() ? new ModelChange.Fits() : new ModelChange.Grown(added);
    }

    private Map<String, String> fieldsOf(String type) {
        return fields.getOrDefault(type, Map.of());
    }

    private boolean sameType(String model, String field, SchemaShape next) {
        String before = fields.get(model).get(field);
        return before.replace("!", "").equals(next.fields().get(model).get(field).replace("!", ""));
    }

    /// The model, and the embedded types and enums that its items are made of, at any depth.
    private Set<String> typesOf(String model) {
        Set<String> types = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(model));
        while (!left.isEmpty()) {
            String type = left.pop();
            if (types.add(type)) {
                fields.getOrDefault(type, Map.of())
                        .values()
                        .forEach(written -> left.push(written.replaceAll("[\\[\\]!]", "")));
            }
        }
        return types;
    }

    private void compareFields(SchemaShape next, String type, List<String> reasons) {
        Map<String, String> before = fields.get(type);
        Map<String, String> after = next.fields().get(type);
        if (before == null) {
            return;
        }
        if (after == null) {
            if (next.enums().containsKey(type)) {
                reasons.add("type " + type + " is an enum now");
            }
            // Otherwise its field has another type now, and that is said of the field.
            return;
        }
        before.forEach(
                (name, written) -> {
                    String nextWritten = after.get(name);
                    String field = "field " + type + "." + name;
                    // What stands in a field that is gone is never looked at again.
                    if (nextWritten != null && !allowsAllOf(written, nextWritten)) {
                        reasons.add(field + " changed from " + written + " to " + nextWritten);
                    }
                });
        after.forEach(
                (name, written) -> {
                    if (!before.containsKey(name) && written.endsWith("!")) {
                        reasons.add("field " + type + "." + name + " is new and required");
                    }
                });
    }

    private void compareValues(SchemaShape next, String type, List<String> reasons) {
        List<String> nextValues = next.enums().get(type);
        if (enums.containsKey(type) && next.fields().containsKey(type)) {
            reasons.add("enum " + type + " is another type now");
        }
        if (nextValues != null) {
            enums.getOrDefault(type, List.of()).stream()
                    .filter(value -> !nextValues.contains(value))
                    .forEach(
                            value ->
                                    reasons.add("value " + value + " of " + type + " was removed"));
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
