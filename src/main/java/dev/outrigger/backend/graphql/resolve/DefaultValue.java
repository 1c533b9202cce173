package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// The value that a field gets in a create that gives it none. The schema reader has checked that
/// the text of `@default` is a value of the field's type.
final class DefaultValue {
    private DefaultValue() {}

    static @Nullable Object of(Field field) {
        String text = field.defaultValue();
        if (text == null) {
            return null;
        }
        return switch (field.type()) {
            case Scalar.INT -> new BigDecimal(text).intValueExact();
            case Scalar.AWS_TIMESTAMP -> new BigDecimal(text).longValueExact();
            case Scalar.FLOAT -> new BigDecimal(text).doubleValue();
            case Scalar.BOOLEAN -> Boolean.valueOf(text);
            case Scalar.AWS_JSON -> json(text);
            default -> text;
        };
    }

    private static @Nullable Object json(String text) {
        try {
            return Json.read(text);
        } catch (MalformedJson _) {
            return text;
        }
    }
}
