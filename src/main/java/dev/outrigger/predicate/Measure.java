package dev.outrigger.predicate;

import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The size of a value, as DynamoDB has it: characters of a text, elements of a list, members of a
/// map. Other values have none.
final class Measure {
    /// The member of a field that holds tests of its size.
    static final String WORD = "size";

    /// What tests of a size test.
    static final Field FIELD =
            new Field(
                    WORD,
                    Scalar.INT,
                    new Shape.Single(false),
                    Field.Origin.DECLARED,
                    null,
                    List.of());

    private Measure() {}

    static @Nullable Integer of(@Nullable Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> elements -> elements.size();
            case Map<?, ?> members -> members.size();
            case null -> null;
            case Object _ -> null;
        };
    }
}
