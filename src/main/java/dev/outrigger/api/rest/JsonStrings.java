package dev.outrigger.api.rest;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Takes strings of JSON in `AWSJSON` fields for what they hold, for clients that know these fields
/// from AppSync, where they are strings. A string that holds no JSON is a JSON value itself.
final class JsonStrings {
    private final Schema schema;

    JsonStrings(Schema schema) {
        this.schema = schema;
    }

    /// Replaces such strings in an item's fields, at any depth.
    void decode(Model model, Map<String, @Nullable Object> item) {
        decodeFields(model.fields(), item);
    }

    private void decodeFields(List<Field> fields, Map<String, @Nullable Object> values) {
        for (Field field : fields) {
            if (decodes(field) && values.containsKey(field.name())) {
                values.put(field.name(), decoded(field, values.get(field.name())));
            }
        }
    }

    private static boolean decodes(Field field) {
        return field.type() == Scalar.AWS_JSON || field.type() instanceof EmbeddedReference;
    }

    private @Nullable Object decoded(Field field, @Nullable Object value) {
        return field.isList() && value instanceof List<?> elements
                ? elements.stream().map(element -> decodedOne(field, element)).toList()
                : decodedOne(field, value);
    }

    private @Nullable Object decodedOne(Field field, @Nullable Object value) {
        if (field.type() == Scalar.AWS_JSON && value instanceof String text) {
            return decoded(text);
        }
        if (field.type() instanceof EmbeddedReference(String name)
                && value instanceof Map<?, ?> members) {
            @SuppressWarnings("unchecked") // Json decodes objects to maps that can be changed
            Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) members;
            decodeFields(schema.embedded(name).fields(), fields);
        }
        return value;
    }

    private static @Nullable Object decoded(String text) {
        try {
            return Json.read(text);
        } catch (MalformedJson _) {
            return text;
        }
    }
}
