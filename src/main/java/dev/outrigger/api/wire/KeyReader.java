package dev.outrigger.api.wire;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Keys as paths and as JSON. In a path, each value is percent-encoded by itself, so a value may
/// hold `/`.
public final class KeyReader {
    private KeyReader() {}

    /// The key whose values, in key order, are these encoded segments of a path.
    public static ItemKey fromPath(Model model, List<String> segments) {
        List<String> fields = model.key().fields();
        if (segments.size() != fields.size()) {
            throw invalid(
                    model,
                    "",
                    "its fields are "
                            + String.join(", ", fields)
                            + ", and the path gives "
                            + segments.size()
                            + " of "
                            + fields.size());
        }
        List<Object> values = new ArrayList<>(fields.size());
        for (int part = 0; part < fields.size(); part++) {
            Field field = keyField(model, fields.get(part));
            values.add(fromText(model, field, decoded(model, field, segments.get(part))));
        }
        return new ItemKey(model.name(), values);
    }

    /// The key that an object of key fields names.
    public static ItemKey fromJson(Model model, Map<String, @Nullable Object> json) {
        for (String name : json.keySet()) {
            if (!model.isKey(name)) {
                throw invalid(model, "/" + name, name + " is not a field of the key");
            }
        }
        List<Object> values = new ArrayList<>();
        for (String name : model.key().fields()) {
            values.add(fromValue(model, keyField(model, name), json.get(name)));
        }
        return new ItemKey(model.name(), values);
    }

    /// The path of an item's key below its model's.
    public static String path(ItemKey key) {
        StringJoiner path = new StringJoiner("/");
        for (Object value : key.values()) {
            path.add(segment(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
        }
        return path.toString();
    }

    private static String segment(String encodedAsInForms) {
        return switch (encodedAsInForms) {
            // By themselves they say where a path leads.
            case ".", ".." -> encodedAsInForms.replace(".", "%2E");
            // A form encodes a space as a plus; in a path a plus is itself.
            default -> encodedAsInForms.replace("+", "%20");
        };
    }

    private static Field keyField(Model model, String name) {
        return model.field(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not a field"));
    }

    private static String decoded(Model model, Field field, String segment) {
        try {
            String text = decoded(segment);
            if (text.isEmpty() || text.indexOf('\0') >= 0) {
                throw invalid(model, field, "is empty or holds U+0000");
            }
            return text;
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw invalid(model, field, "is not percent-encoded UTF-8");
        }
    }

    /// Bytes first: a decoder to text would put one and the same character in place of whatever is
    /// not UTF-8, and so take several keys for one.
    private static String decoded(String segment) throws CharacterCodingException {
        byte[] bytes =
                URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                        .getBytes(StandardCharsets.ISO_8859_1);
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static Object fromText(Model model, Field field, String text) {
        try {
            return switch (field.type()) {
                case Scalar scalar -> scalarOf(scalar, text);
                case EnumType type -> enumValue(model, field, type, text);
                case EmbeddedReference _ -> throw new IllegalStateException("an embedded key");
            };
        } catch (NumberFormatException _) {
            throw invalid(model, field, "is \"" + text + "\", not " + field.type().typeName());
        }
    }

    private static Object scalarOf(Scalar scalar, String text) {
        return switch (scalar) {
            case INT -> Integer.valueOf(text);
            case AWS_TIMESTAMP -> Long.valueOf(text);
            case FLOAT -> finite(Double.parseDouble(text));
            case BOOLEAN -> bool(text);
            case ID,
                    STRING,
                    AWS_DATE,
                    AWS_TIME,
                    AWS_DATE_TIME,
                    AWS_EMAIL,
                    AWS_JSON,
                    AWS_URL,
                    AWS_PHONE,
                    AWS_IP_ADDRESS ->
                    text;
        };
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return number;
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new NumberFormatException(text);
        };
    }

    private static Object enumValue(Model model, Field field, EnumType type, String text) {
        if (!type.values().contains(text)) {
            String known = String.join(", ", type.values());
            throw invalid(model, field, "is \"" + text + "\", not one of " + known);
        }
        return text;
    }

    private static Object fromValue(Model model, Field field, @Nullable Object value) {
        if (value == null || value instanceof Map || value instanceof List) {
            throw invalid(model, field, "needs a value of " + field.type().typeName());
        }
        Object read = fromText(model, field, value.toString());
        if (read instanceof String != value instanceof String) {
            throw invalid(model, field, "is not of type " + field.type().typeName());
        }
        return read;
    }

    private static RequestRefused invalid(Model model, Field field, String reason) {
        return invalid(model, "/" + field.name(), field.name() + " " + reason);
    }

    private static RequestRefused invalid(Model model, String path, String reason) {
        return RequestRefused.because(new InputProblem.KeyInvalid(model.name(), path, reason));
    }
}
