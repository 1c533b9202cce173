package dev.outrigger.predicate;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which tests a predicate can make of a field, by the field's type.
public final class FieldOperators {
    private static final Set<Operator> EQUALITY =
            EnumSet.of(Operator.EQ, Operator.NE, Operator.IN, Operator.NOT_IN);
    private static final Set<Operator> RANGE =
            EnumSet.of(Operator.GT, Operator.GE, Operator.LT, Operator.LE, Operator.BETWEEN);
    private static final Set<Operator> OF_TEXT = EnumSet.allOf(Operator.class);
    private static final Set<Operator> OF_NUMBERS = union(EQUALITY, RANGE);
    private static final Set<Operator> OF_LISTS =
            EnumSet.of(
                    Operator.EQ,
                    Operator.NE,
                    Operator.CONTAINS,
                    Operator.NOT_CONTAINS,
                    Operator.ATTRIBUTE_EXISTS,
                    Operator.ATTRIBUTE_TYPE);
    private static final Set<Operator> OF_OPAQUE =
            EnumSet.of(
                    Operator.EQ, Operator.NE, Operator.ATTRIBUTE_EXISTS, Operator.ATTRIBUTE_TYPE);
    private static final Set<Operator> OF_SIZES =
            EnumSet.of(
                    Operator.EQ,
                    Operator.NE,
                    Operator.GT,
                    Operator.GE,
                    Operator.LT,
                    Operator.LE,
                    Operator.BETWEEN);

    private FieldOperators() {}

    /// The operators of a field; none for an embedded type, which predicates cannot test.
    public static Set<Operator> of(Field field) {
        return switch (field.type()) {
            case EmbeddedReference _ -> Set.of();
            case EnumType _ -> field.isList() ? OF_LISTS : OF_TEXT;
            case Scalar scalar when scalar == Scalar.AWS_JSON -> OF_OPAQUE;
            case Scalar _ when field.isList() -> OF_LISTS;
            case Scalar scalar -> isText(scalar) || scalar == Scalar.ID ? OF_TEXT : OF_NUMBERS;
        };
    }

    /// The operators of the size of a field's value.
    public static Set<Operator> ofSize() {
        return OF_SIZES;
    }

    /// True for what AppSync's filters have a size of: texts, lists of texts, and AWSJSON.
    public static boolean hasSize(Field field) {
        return switch (field.type()) {
            case EnumType _ -> !field.isList();
            case Scalar scalar ->
                    isText(scalar) || scalar == Scalar.ID || scalar == Scalar.AWS_JSON;
            case EmbeddedReference _ -> false;
        };
    }

    /// True when a field is tested as a whole: a list, or a value without an order of its own. Only
    /// its elements and its absence are tested.
    public static boolean isWhole(Field field) {
        return field.isList() || field.type() == Scalar.AWS_JSON;
    }

    /// True when two operands are equal only as values of the field's type, so that another one is
    /// a mistake.
    static boolean comparesEquality(Operator operator) {
        return EQUALITY.contains(operator);
    }

    /// The words of some operators, for a message and for the document of an API.
    public static List<String> words(Set<Operator> operators) {
        return operators.stream().map(Operator::word).toList();
    }

    /// The names of the types of DynamoDB that `attributeType` takes.
    public static List<String> typeWords() {
        return AttributeType.words();
    }

    static boolean isText(Scalar type) {
        return switch (type) {
            case STRING,
                    AWS_DATE,
                    AWS_TIME,
                    AWS_DATE_TIME,
                    AWS_EMAIL,
                    AWS_URL,
                    AWS_PHONE,
                    AWS_IP_ADDRESS ->
                    true;
            case ID, INT, FLOAT, BOOLEAN, AWS_TIMESTAMP, AWS_JSON -> false;
        };
    }

    private static Set<Operator> union(Set<Operator> first, Set<Operator> second) {
        Set<Operator> all = EnumSet.of(Operator.ATTRIBUTE_EXISTS, Operator.ATTRIBUTE_TYPE);
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
