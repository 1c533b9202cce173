package dev.outrigger.predicate;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.FoundValue;
import dev.outrigger.model.JsonPointer;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.ValueReader;
import dev.outrigger.model.ValueReading;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Reads one operator of one field: whether the field's type has it, and its operands.
///
/// Operands of texts with a format are not held to that format, because `{"createdAt":
/// {"beginsWith": "2026-11"}}` and `{"gt": "2026-11-01"}` are useful. Operands of enums are: a
/// misspelt value would match nothing in silence.
final class OperandReader {
    private OperandReader() {}

    /// The test that `word` and `json` make of a field, at `path`.
    ///
    /// @throws PredicateProblem when they make none
    static Predicate.Test read(Field field, String word, @Nullable Object json, JsonPointer path) {
        Set<Operator> allowed = operators(field, path);
        Operator operator = Operator.of(word).filter(allowed::contains).orElse(null);
        if (operator == null) {
            throw new PredicateProblem(
                    path,
                    "found "
                            + word
                            + ", but "
                            + field.name()
                            + " ("
                            + typeOf(field)
                            + ") allows "
                            + words(allowed)
                            + (FieldOperators.hasSize(field) ? ", " + Measure.WORD : ""));
        }
        if (FieldOperators.isWhole(field)) {
            return readWhole(field, operator, json, path);
        }
        return switch (operator) {
            case EQ, NE, GT, GE, LT, LE ->
                    test(field, operator, nullable(field, operator, json, path));
            case BETWEEN -> readBetween(field, json, path);
            case IN, NOT_IN -> readSet(field, operator, json, path);
            case CONTAINS, NOT_CONTAINS, BEGINS_WITH ->
                    test(field, operator, operand(Scalar.STRING, json, path));
            case ATTRIBUTE_EXISTS -> test(field, operator, operand(Scalar.BOOLEAN, json, path));
            case ATTRIBUTE_TYPE -> test(field, operator, type(json, path));
        };
    }

    /// A test of the size of a field's value, by `word` of [Measure#WORD].
    static Predicate.Size readSize(
            Field field, String word, @Nullable Object json, JsonPointer path) {
        if (Operator.of(word).filter(FieldOperators.ofSize()::contains).isEmpty()) {
            throw new PredicateProblem(
                    path,
                    "found "
                            + word
                            + ", but the size of "
                            + field.name()
                            + " allows "
                            + words(FieldOperators.ofSize()));
        }
        return new Predicate.Size(field, read(Measure.FIELD, word, json, path));
    }

    private static String type(@Nullable Object json, JsonPointer path) {
        if (json instanceof String word && AttributeType.named(word).isPresent()) {
            return word;
        }
        throw new PredicateProblem(
                path,
                "the operand must be one of "
                        + String.join(", ", AttributeType.words())
                        + ", found "
                        + FoundValue.describe(json));
    }

    /// A list, or a value without an order of its own: only its elements and its absence are
    /// tested.
    private static Predicate.Test readWhole(
            Field field, Operator operator, @Nullable Object json, JsonPointer path) {
        return switch (operator) {
            case EQ, NE -> {
                if (json != null) {
                    throw new PredicateProblem(
                            path,
                            "found "
                                    + FoundValue.describe(json)
                                    + ", but "
                                    + field.name()
                                    + " ("
                                    + typeOf(field)
                                    + ") is compared with null only");
                }
                yield test(field, Operator.ATTRIBUTE_EXISTS, operator == Operator.NE);
            }
            case ATTRIBUTE_EXISTS -> test(field, operator, operand(Scalar.BOOLEAN, json, path));
            case ATTRIBUTE_TYPE -> test(field, operator, type(json, path));
            case CONTAINS, NOT_CONTAINS -> test(field, operator, operand(field.type(), json, path));
            case GT, GE, LT, LE, BETWEEN, IN, NOT_IN, BEGINS_WITH ->
                    throw new IllegalStateException(operator + " is not an operator of " + field);
        };
    }

    private static Predicate.Test readBetween(
            Field field, @Nullable Object json, JsonPointer path) {
        if (!(json instanceof List<?> ends) || ends.size() != 2) {
            throw new PredicateProblem(
                    path, "found " + found(json) + ", but between needs an array of two operands");
        }
        Object low = nullable(field, Operator.BETWEEN, ends.getFirst(), path.element(0));
        Object high = nullable(field, Operator.BETWEEN, ends.getLast(), path.element(1));
        if (low != null && high != null && ValueOrder.compare(low, high) > 0) {
            throw new PredicateProblem(
                    path, "the first operand of between must not be greater than the second");
        }
        return new Predicate.Test(field, Operator.BETWEEN, Arrays.asList(low, high));
    }

    private static Predicate.Test readSet(
            Field field, Operator operator, @Nullable Object json, JsonPointer path) {
        if (!(json instanceof List<?> elements)) {
            throw new PredicateProblem(
                    path, "found " + found(json) + ", but " + operator.word() + " needs an array");
        }
        List<@Nullable Object> operands = new ArrayList<>(elements.size());
        for (int index = 0; index < elements.size(); index++) {
            operands.add(nullable(field, operator, elements.get(index), path.element(index)));
        }
        return new Predicate.Test(field, operator, operands);
    }

    private static @Nullable Object nullable(
            Field field, Operator operator, @Nullable Object json, JsonPointer path) {
        if (json == null) {
            return null;
        }
        boolean equality = FieldOperators.comparesEquality(operator);
        return operand(equality ? field.type() : ordered(field.type()), json, path);
    }

    /// An enum value is ordered as the text that it is.
    private static FieldType ordered(FieldType type) {
        return type instanceof EnumType ? Scalar.STRING : type;
    }

    private static Object operand(FieldType type, @Nullable Object json, JsonPointer path) {
        if (json == null) {
            throw new PredicateProblem(path, "found null, but " + type.typeName() + " is needed");
        }
        ValueReading reading =
                switch (type) {
                    case Scalar scalar -> ValueReader.scalar(withoutFormat(scalar), json);
                    case EnumType values -> ValueReader.enumValue(values, json);
                    case EmbeddedReference _ ->
                            throw new IllegalStateException("embedded values are not operands");
                };
        return switch (reading) {
            case ValueReading.Normal(Object value) -> value;
            case ValueReading.Rejected(String reason) ->
                    throw new PredicateProblem(path, "the operand " + reason);
        };
    }

    private static Scalar withoutFormat(Scalar type) {
        return FieldOperators.isText(type) ? Scalar.STRING : type;
    }

    private static Predicate.Test test(Field field, Operator operator, @Nullable Object operand) {
        return new Predicate.Test(field, operator, Collections.singletonList(operand));
    }

    /// The operators of a field, or a refusal where there are none.
    private static Set<Operator> operators(Field field, JsonPointer path) {
        if (field.type() instanceof EmbeddedReference reference) {
            throw new PredicateProblem(
                    path,
                    field.name()
                            + " is of the embedded type "
                            + reference.name()
                            + ", which predicates cannot test");
        }
        return FieldOperators.of(field);
    }

    private static String typeOf(Field field) {
        String type = field.type().typeName();
        return field.isList() ? "list of " + type : type;
    }

    private static String words(Set<Operator> operators) {
        return String.join(", ", FieldOperators.words(operators));
    }

    private static String found(@Nullable Object json) {
        return json instanceof List<?> elements
                ? "an array of " + elements.size()
                : FoundValue.describe(json);
    }
}
