package dev.outrigger.remote;

import dev.outrigger.contract.Metadata;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Item;
import dev.outrigger.model.JsonPointer;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.ValueReader;
import dev.outrigger.model.ValueReading;
import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.UnreadItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes in items of one model as the backend sent them.
///
/// It asks less than is asked of a client's item, because what the backend has is the truth: an
/// enum value from a newer schema, a required field that older items lack and text that is not
/// quite a date are all taken. Only what has no normal form at all is rejected, as is an item whose
/// key or version is not known.
final class RemoteItemReader {
    private final Schema schema;
    private final Model model;

    RemoteItemReader(Schema schema, Model model) {
        this.schema = schema;
        this.model = model;
    }

    /// @param json decoded; fields that the model does not have are ignored
    RemoteReading read(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            return rejected(json, null, null, "it is " + kindOf(json) + ", not an object");
        }
        List<String> problems = new ArrayList<>();
        Map<String, @Nullable Object> values =
                values(model.fields(), object, JsonPointer.ROOT, problems);
        requireKey(values, problems);
        Long version = metadata(Metadata.VERSION, object, problems);
        Long changedAt = metadata(Metadata.LAST_CHANGED_AT, object, problems);
        if (!problems.isEmpty() || version == null || changedAt == null) {
            return rejected(json, values, version, String.join("; ", problems));
        }
        return new RemoteReading.Taken(
                new RemoteItem(
                        new Item(model.keyOf(values), values),
                        new Version(version),
                        Instant.ofEpochMilli(changedAt),
                        presence(object)));
    }

    private RemoteReading rejected(
            @Nullable Object json,
            @Nullable Map<String, @Nullable Object> values,
            @Nullable Long version,
            String reason) {
        boolean keyed =
                values != null
                        && model.key().fields().stream().allMatch(part -> values.get(part) != null);
        return new RemoteReading.Rejected(
                new UnreadItem(
                        model.name(),
                        keyed ? model.keyOf(values) : null,
                        version == null ? null : new Version(version),
                        Json.write(json),
                        reason));
    }

    private void requireKey(Map<String, @Nullable Object> values, List<String> problems) {
        if (!problems.isEmpty()) {
            return;
        }
        for (String part : model.key().fields()) {
            if (values.get(part) == null) {
                problems.add(JsonPointer.ROOT.member(part) + " is null, but part of the key");
            }
        }
    }

    /// A live item has null there, not false.
    private static Presence presence(Map<?, ?> object) {
        return Boolean.TRUE.equals(object.get(Metadata.DELETED))
                ? Presence.TOMBSTONE
                : Presence.LIVE;
    }

    private static @Nullable Long metadata(String name, Map<?, ?> object, List<String> problems) {
        Object value = object.get(name);
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() > 0) {
            return ((Number) value).longValue();
        }
        problems.add("/" + name + " is " + kindOf(value) + ", not a positive integer");
        return null;
    }

    private Map<String, @Nullable Object> values(
            List<Field> fields, Map<?, ?> object, JsonPointer path, List<String> problems) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : fields) {
            Object value = object.get(field.name());
            if (value == null || isNormal(field, value)) {
                values.put(field.name(), value);
                continue;
            }
            Place place = new Place(path.member(field.name()), field.type(), problems);
            values.put(field.name(), field.isList() ? list(value, place) : single(value, place));
        }
        return values;
    }

    /// Nearly all values of a page are what they have to be. They need no place for a complaint.
    private static boolean isNormal(Field field, Object value) {
        if (field.isList()) {
            return false;
        }
        return switch (field.type()) {
            case EnumType _ -> isText(value);
            case EmbeddedReference _ -> false;
            case Scalar scalar ->
                    switch (scalar) {
                        case INT -> value instanceof Integer;
                        case BOOLEAN -> value instanceof Boolean;
                        case FLOAT, AWS_TIMESTAMP, AWS_JSON -> false;
                        case ID, STRING, AWS_DATE, AWS_TIME, AWS_DATE_TIME -> isText(value);
                        case AWS_EMAIL, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> isText(value);
                    };
        };
    }

    private static boolean isText(Object value) {
        return value instanceof String text && ValueReader.isStorable(text);
    }

    private @Nullable Object list(@Nullable Object value, Place place) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> elements)) {
            place.wrong(value, "a list of " + place.type().typeName());
            return null;
        }
        List<@Nullable Object> normal = new ArrayList<>();
        for (Object element : elements) {
            normal.add(single(element, place.element(normal.size())));
        }
        return normal;
    }

    private @Nullable Object single(@Nullable Object value, Place place) {
        if (value == null) {
            return null;
        }
        return switch (place.type()) {
            case Scalar scalar -> scalar(scalar, value, place);
            case EnumType _ -> scalar(Scalar.STRING, value, place);
            case EmbeddedReference reference -> embedded(reference, value, place);
        };
    }

    private @Nullable Object embedded(EmbeddedReference reference, Object value, Place place) {
        if (!(value instanceof Map<?, ?> object)) {
            place.wrong(value, reference.name());
            return null;
        }
        return values(
                schema.embedded(reference.name()).fields(), object, place.path(), place.problems());
    }

    private static @Nullable Object scalar(Scalar scalar, Object value, Place place) {
        Object found = value;
        if (scalar == Scalar.AWS_JSON && value instanceof String text) {
            // The contract sends a string that holds JSON. Some of it names a member twice, which
            // is no reason to go without the item.
            try {
                found = Json.readAnswer(text);
            } catch (MalformedJson _) {
                place.note("is text that is not JSON");
                return null;
            }
        }
        return found == null
                ? null
                : accept(ValueReader.scalar(lenient(scalar), found), value, place);
    }

    /// Text is text here: its format was the backend's to check.
    private static Scalar lenient(Scalar scalar) {
        return switch (scalar) {
            case ID, STRING, INT, FLOAT, BOOLEAN, AWS_TIMESTAMP, AWS_JSON -> scalar;
            case AWS_DATE, AWS_TIME, AWS_DATE_TIME, AWS_EMAIL, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS ->
                    Scalar.STRING;
        };
    }

    /// The reading's own reason shows the value, which must not reach a log.
    private static @Nullable Object accept(ValueReading reading, Object value, Place place) {
        return switch (reading) {
            case ValueReading.Normal(Object normal) -> normal;
            case ValueReading.Rejected _ -> {
                place.wrong(value, place.type().typeName());
                yield null;
            }
        };
    }

    private static String kindOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "text";
            case Boolean _ -> "a boolean";
            case Number _ -> "a number";
            case List<?> _ -> "a list";
            default -> "an object";
        };
    }

    /// Where a value stands in the item, and what is expected there.
    private record Place(JsonPointer path, FieldType type, List<String> problems) {
        Place element(int index) {
            return new Place(path.element(index), type, problems);
        }

        void wrong(Object value, String expected) {
            note("is " + kindOf(value) + " that cannot be taken as " + expected);
        }

        /// Without the value.
        void note(String problem) {
            problems.add(path.text() + " " + problem);
        }
    }
}
