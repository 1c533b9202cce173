package dev.outrigger.predicate;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What DynamoDB calls the type of a value. Sets and binary values are among the words, and no
/// value of a schema has them.
public enum AttributeType {
    STRING("string"),
    NUMBER("number"),
    BOOL("bool"),
    LIST("list"),
    MAP("map"),
    /// Of a field that is null, be it that it was never written.
    NULL("_null"),
    STRING_SET("stringSet"),
    NUMBER_SET("numberSet"),
    BINARY("binary"),
    BINARY_SET("binarySet");

    private final String word;

    AttributeType(String word) {
        this.word = word;
    }

    /// As it is in a filter.
    public String word() {
        return word;
    }

    public static Optional<AttributeType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(AttributeType::word).toList();
    }

    /// The type of every value of a field that is not null; empty when each has its own, as in
    /// AWSJSON.
    public static Optional<AttributeType> ofValuesOf(Field field) {
        return field.isList() ? Optional.of(LIST) : ofValuesOf(field.type());
    }

    private static Optional<AttributeType> ofValuesOf(FieldType type) {
        return switch (type) {
            case EnumType _ -> Optional.of(STRING);
            case EmbeddedReference _ -> Optional.of(MAP);
            case Scalar scalar ->
                    switch (scalar) {
                        case ID,
                                STRING,
                                AWS_DATE,
                                AWS_TIME,
                                AWS_DATE_TIME,
                                AWS_EMAIL,
                                AWS_URL,
                                AWS_PHONE,
                                AWS_IP_ADDRESS ->
                                Optional.of(STRING);
                        case INT, FLOAT, AWS_TIMESTAMP -> Optional.of(NUMBER);
                        case BOOLEAN -> Optional.of(BOOL);
                        case AWS_JSON -> Optional.empty();
                    };
        };
    }

    /// The type of one value, in normal form.
    static AttributeType of(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case String _ -> STRING;
            case Number _ -> NUMBER;
            case Boolean _ -> BOOL;
            case List<?> _ -> LIST;
            case Map<?, ?> _ -> MAP;
            case Object other ->
                    throw new IllegalStateException("no value is a " + other.getClass());
        };
    }
}
