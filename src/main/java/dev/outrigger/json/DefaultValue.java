package dev.outrigger.json;

import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// The value that a field gets where nobody gives it one, by `@default`. The schema reader has
/// checked that the text of `@default` is a value of the field's type.
public final class DefaultValue {
    private DefaultValue() {}

    /// Null when the schema gives none.
    public static @Nullable Object of(Field field) {
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
