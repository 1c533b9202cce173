package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;

/// Says in a message what a decoded JSON value is: its kind, and where it is short the value
/// itself.
public final class FoundValue {
    /// A message shall stay readable, so a longer text is cut.
    private static final int SHOWN_CHARACTERS = 40;

    private FoundValue() {}

    /// Such as `null`, `number 5`, `string "five"`, `array` or `object`.
    public static String describe(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "string \"" + abbreviated(text) + "\"";
            case Number number -> "number " + abbreviated(number.toString());
            case Boolean truth -> "boolean " + truth;
            case Collection<?> _ -> "array";
            case Map<?, ?> _ -> "object";
            case Object other -> other.getClass().getSimpleName();
        };
    }

    private static String abbreviated(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
    }
}
