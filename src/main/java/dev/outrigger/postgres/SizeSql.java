package dev.outrigger.postgres;

import dev.outrigger.model.Field;

/// Writes the size of a column's value: characters of a text, elements of a list, members of a JSON
/// object. Null where the value has none.
final class SizeSql {
    private SizeSql() {}

    static String of(Field field, String column) {
        return switch (SqlType.of(field)) {
            case TEXT -> "char_length(%s)".formatted(column);
            case JSONB, JSON -> ofJson(column);
            case INTEGER, BIGINT, DOUBLE, BOOLEAN -> "null::integer";
        };
    }

    private static String ofJson(String column) {
        return """
        case jsonb_typeof(%1$s)
        when 'array' then jsonb_array_length(%1$s)
        when 'object' then (select count(*)::integer from jsonb_object_keys(%1$s))
        when 'string' then char_length(%1$s #>> '{}') end\
        """
                .formatted(column);
    }
}
