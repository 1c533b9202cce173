package dev.outrigger.postgres;

import dev.outrigger.model.Field;
import dev.outrigger.predicate.AttributeType;

/// Writes the test of what type a column's value is: that of its field, but in AWSJSON, where each
/// value has its own.
final class AttributeTypeSql {
    private AttributeTypeSql() {}

    static String of(Field field, String column, AttributeType wanted) {
        if (wanted == AttributeType.NULL) {
            return column + " is null";
        }
        return AttributeType.ofValuesOf(field)
                .map(type -> type == wanted ? column + " is not null" : "false")
                .orElseGet(() -> ofJson(column, wanted));
    }

    private static String ofJson(String column, AttributeType wanted) {
        return switch (wanted) {
            case STRING -> typeIs(column, "string");
            case NUMBER -> typeIs(column, "number");
            case BOOL -> typeIs(column, "boolean");
            case LIST -> typeIs(column, "array");
            case MAP -> typeIs(column, "object");
            case NULL, STRING_SET, NUMBER_SET, BINARY, BINARY_SET -> "false";
        };
    }

    private static String typeIs(String column, String name) {
        return "jsonb_typeof(%s) = '%s'".formatted(column, name);
    }
}
