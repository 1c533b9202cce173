package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the value of one field: lists element by element, embedded types at any depth.
final class FieldReader {
    private final Schema schema;

    FieldReader(Schema schema) {
        this.schema = schema;
    }

    /// Where a value is, and where its problems are told.
    record Place(JsonPointer path, List<FieldProblem> problems) {
        Place member(String name) {
            return new Place(path.member(name), problems);
        }

        Place element(int index) {
            return new Place(path.element(index), problems);
        }

        void refuse(String reason) {
            problems.add(new FieldProblem(path.text(), reason));
        }
    }

    /// The value in normal form. When it has problems these are told, and the answer is null.
    @Nullable Object read(Field field, Object json, Place place) {
        return switch (field.shape()) {
            case Shape.Single _ -> readOne(field.type(), json, named(field.name(), place));
            case Shape.ListOf list -> readList(field, list, json, place);
        };
    }

    /// Says that a required field has no value.
    static String missing(Field field, boolean isNull) {
        String type = field.type().typeName();
        return field.name()
                + " is required: expected "
                + (field.isList() ? "a list of " + type : type)
                + ", found "
                + (isNull ? "null" : "no value");
    }

    private record Subject(String name, Place place) {
        void refuse(String reason) {
            place.refuse(name + " " + reason);
        }
    }

    private static Subject named(String name, Place place) {
        return new Subject(name, place);
    }

    private @Nullable Object readList(Field field, Shape.ListOf shape, Object json, Place place) {
        if (!(json instanceof List<?> elements)) {
            place.refuse(
                    field.name()
                            + " must be a list of "
                            + field.type().typeName()
                            + ", found "
                            + FoundValue.describe(json));
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>(elements.size());
        for (int index = 0; index < elements.size(); index++) {
            Object element = elements.get(index);
            Subject subject = named("an element of " + field.name(), place.element(index));
            if (element != null) {
                values.add(readOne(field.type(), element, subject));
            } else if (shape.elementRequired()) {
                subject.refuse("must be " + field.type().typeName() + ", found null");
            } else {
                values.add(null);
            }
        }
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object readOne(FieldType type, Object json, Subject subject) {
        return switch (type) {
            case Scalar scalar -> accept(ValueReader.scalar(scalar, json), subject);
            case EnumType values -> accept(ValueReader.enumValue(values, json), subject);
            case EmbeddedReference reference ->
                    readEmbedded(schema.embedded(reference.name()), json, subject);
        };
    }

    private static @Nullable Object accept(ValueReading reading, Subject subject) {
        return switch (reading) {
            case ValueReading.Normal(Object value) -> value;
            case ValueReading.Rejected(String reason) -> {
                subject.refuse(reason);
                yield null;
            }
        };
    }

    /// The normal form has every sub-field, so that an absent one and a null one are equal.
    private @Nullable Object readEmbedded(EmbeddedType type, Object json, Subject subject) {
        if (!(json instanceof Map<?, ?> members)) {
            subject.refuse("must be " + type.name() + ", found " + FoundValue.describe(json));
            return null;
        }
        refuseUnknownMembers(type, members, subject.place());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            Object value = members.get(field.name());
            Place place = subject.place().member(field.name());
            if (value != null) {
                values.put(field.name(), read(field, value, place));
            } else if (field.required()) {
                place.refuse(missing(field, members.containsKey(field.name())));
            } else {
                values.put(field.name(), null);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static void refuseUnknownMembers(EmbeddedType type, Map<?, ?> members, Place place) {
        List<String> known = type.fields().stream().map(Field::name).toList();
        for (Object member : members.keySet()) {
            String name = String.valueOf(member);
            if (!name.startsWith("_") && !known.contains(name)) {
                place.member(name)
                        .refuse(
                                type.name()
                                        + " has no field "
                                        + name
                                        + ": "
                                        + NearestName.hint(name, known));
            }
        }
    }
}
