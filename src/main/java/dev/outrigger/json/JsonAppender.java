package dev.outrigger.json;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes decoded JSON into a text that is being built, to the letter as [Json#write] does. Most
/// values are plain texts and small objects, for which a writer of its own costs more than the
/// writing.
public final class JsonAppender {
    private static final char FIRST_PLAIN = ' ';

    private JsonAppender() {}

    public static void append(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case String string when isPlain(string) -> text.append('"').append(string).append('"');
            case Integer number -> text.append(number.intValue());
            case Long number -> text.append(number.longValue());
            case Boolean truth -> text.append(truth.booleanValue());
            case List<?> elements -> appendAll(text, elements);
            case Map<?, ?> members -> appendMembers(text, members);
            default -> text.append(Json.write(value));
        }
    }

    private static void appendAll(StringBuilder text, List<?> elements) {
        text.append('[');
        for (Iterator<?> left = elements.iterator(); left.hasNext(); ) {
            append(text, left.next());
            if (left.hasNext()) {
                text.append(',');
            }
        }
        text.append(']');
    }

    private static void appendMembers(StringBuilder text, Map<?, ?> members) {
        text.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            append(text, member.getKey());
            text.append(':');
            append(text, member.getValue());
        }
        text.append('}');
    }

    /// True when nothing in it has to be escaped.
    private static boolean isPlain(String string) {
        for (int place = 0; place < string.length(); place++) {
            char character = string.charAt(place);
            if (character < FIRST_PLAIN || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }
}
