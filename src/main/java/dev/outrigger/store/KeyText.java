package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.SqlType;

import java.util.ArrayList;
import java.util.List;

/// Reads keys back from the text that [ItemKey#text] makes of them.
final class KeyText {
    private KeyText() {}

    static ItemKey read(Model model, String text) {
        String[] parts = text.split("/", -1);
        List<Object> values = new ArrayList<>(parts.length);
        for (int place = 0; place < parts.length; place++) {
            Field field = model.field(model.key().fields().get(place)).orElseThrow();
            values.add(value(field, parts[place].replace("%2F", "/").replace("%25", "%")));
        }
        return new ItemKey(model.name(), values);
    }

    private static Object value(Field field, String part) {
        return switch (SqlType.of(field)) {
            case TEXT, JSONB, JSON -> part;
            case INTEGER -> Integer.valueOf(part);
            case BIGINT -> Long.valueOf(part);
            case DOUBLE -> Double.valueOf(part);
            case BOOLEAN -> Boolean.valueOf(part);
        };
    }
}
