package dev.outrigger.api.openapi;

import dev.outrigger.json.Members;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;
import dev.outrigger.model.ValueReader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The schemas of values, by the types of their fields.
final class FieldForms {
    private FieldForms() {}

    /// The value of a field as clients read it.
    static Map<String, Object> read(Field field) {
        return field.required() ? values(field) : Forms.nullable(values(field));
    }

    /// The value of a field as clients write it; a whole number may stand for an id.
    static Map<String, Object> written(Field field) {
        return field.type() == Scalar.ID && !field.isList() ? writtenId(field) : read(field);
    }

    private static Map<String, Object> writtenId(Field field) {
        return Map.of(
                "type",
                field.required()
                        ? List.of("string", "integer")
                        : List.of("string", "integer", "null"));
    }

    /// A field of a merge patch, where null empties, or lets an embedded value stay as it is.
    static Map<String, Object> patched(Field field) {
        return field.type() instanceof EmbeddedReference && !field.isList()
                ? Forms.nullable(Forms.OBJECT)
                : written(field);
    }

    /// One value of a type.
    static Map<String, Object> value(FieldType type) {
        return switch (type) {
            case Scalar scalar -> scalar(scalar);
            case EnumType values -> Forms.ref(values.name());
            case EmbeddedReference embedded -> Forms.ref(embedded.name());
        };
    }

    static Map<String, Object> of(EnumType type) {
        return Forms.choice(type.values());
    }

    static Map<String, Object> of(EmbeddedType type) {
        ObjectForm form = new ObjectForm();
        for (Field field : type.fields()) {
            if (field.required()) {
                form.with(field.name(), read(field));
            } else {
                form.maybe(field.name(), read(field));
            }
        }
        return form.form();
    }

    private static Map<String, Object> values(Field field) {
        return switch (field.shape()) {
            case Shape.Single _ -> value(field.type());
            case Shape.ListOf list ->
                    Forms.array(
                            list.elementRequired()
                                    ? value(field.type())
                                    : Forms.nullable(value(field.type())));
        };
    }

    private static Map<String, Object> scalar(Scalar scalar) {
        return switch (scalar) {
            case ID, STRING -> Forms.TEXT;
            case INT -> Members.of("type", "integer").and("format", "int32").json();
            case FLOAT -> Members.of("type", "number").and("format", "double").json();
            case BOOLEAN -> Forms.BOOLEAN;
            case AWS_TIMESTAMP -> Forms.LONG;
            case AWS_JSON -> Forms.ANY;
            case AWS_DATE, AWS_TIME, AWS_DATE_TIME, AWS_EMAIL, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS ->
                    formatted(scalar);
        };
    }

    private static Map<String, Object> formatted(Scalar scalar) {
        Map<String, Object> form = new LinkedHashMap<>(Forms.TEXT);
        form.put("description", ValueReader.describe(scalar));
        ValueReader.expression(scalar)
                .ifPresent(expression -> form.put("pattern", "^(?:" + expression + ")$"));
        return form;
    }
}
