package dev.outrigger.model;

import java.util.ArrayList;
import java.util.List;

/// Reads keys back from the text that [ItemKey#text] makes of them.
public final class KeyText {
    private KeyText() {}

    public static ItemKey read(Model model, String text) {
        String[] parts = text.split("/", -1);
        List<Object> values = new ArrayList<>(parts.length);
        for (int place = 0; place < parts.length; place++) {
            Field field = model.field(model.key().fields().get(place)).orElseThrow();
            values.add(value(field, parts[place].replace("%2F", "/").replace("%25", "%")));
        }
        return new ItemKey(model.name(), values);
    }

    private static Object value(Field field, String part) {
        return switch (field.type()) {
            case Scalar scalar -> value(scalar, part);
            case EnumType _, EmbeddedReference _ -> part;
        };
    }

    private static Object value(Scalar scalar, String part) {
        return switch (scalar) {
            case INT -> Integer.valueOf(part);
            case AWS_TIMESTAMP -> Long.valueOf(part);
            case FLOAT -> Double.valueOf(part);
            case BOOLEAN -> Boolean.valueOf(part);
            case ID, STRING, AWS_DATE, AWS_TIME, AWS_DATE_TIME -> part;
            case AWS_EMAIL, AWS_JSON, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> part;
        };
    }
}
