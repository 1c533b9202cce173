package dev.outrigger.api.openapi;

import dev.outrigger.api.route.Component;
import dev.outrigger.json.Members;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The words of JSON Schema that the document uses, as decoded JSON.
final class Forms {
    static final Map<String, Object> ANY = Map.of();
    static final Map<String, Object> TEXT = Map.of("type", "string");
    static final Map<String, Object> BOOLEAN = Map.of("type", "boolean");
    static final Map<String, Object> WHOLE = Map.of("type", "integer");

    /// A count, or a moment as milliseconds since the epoch.
    static final Map<String, Object> LONG =
            Members.of("type", "integer").and("format", "int64").json();

    /// An object with any members.
    static final Map<String, Object> OBJECT = Map.of("type", "object");

    private Forms() {}

    static Map<String, Object> ref(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    static Map<String, Object> ref(Component component) {
        return ref(component.title());
    }

    static Map<String, Object> array(Map<String, Object> elements) {
        return Members.of("type", "array").and("items", elements).json();
    }

    static Map<String, Object> choice(List<String> words) {
        return Members.of("type", "string").and("enum", words).json();
    }

    static Map<String, Object> choice(String... words) {
        return choice(List.of(words));
    }

    /// That, or null.
    static Map<String, Object> nullable(Map<String, Object> form) {
        if (form.isEmpty()) {
            return form;
        }
        if (form.get("type") instanceof String type && !form.containsKey("enum")) {
            Map<String, Object> either = new LinkedHashMap<>(form);
            either.put("type", List.of(type, "null"));
            return either;
        }
        return anyOf(List.of(form, Map.of("type", "null")));
    }

    static Map<String, Object> anyOf(List<Map<String, Object>> forms) {
        return Map.of("anyOf", forms);
    }

    /// An object whose members have all the same form.
    static Map<String, Object> mapOf(Map<String, Object> values) {
        return Members.of("type", "object").and("additionalProperties", values).json();
    }

    /// A page of entries under `name`.
    static Map<String, Object> page(String name, Map<String, Object> entry) {
        return new ObjectForm().with(name, array(entry)).with("nextCursor", nullable(TEXT)).form();
    }
}
