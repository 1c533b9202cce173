package dev.outrigger.predicate;

import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// Expresses tests that AppSync's filter inputs have no operator for by tests that they have.
///
/// Those inputs know neither `in` nor `notIn`, for a Boolean only equality and existence, and for
/// an enum only equality. A predicate that is accepted here must not be refused by the backend
/// later.
final class FilterOperators {
    private FilterOperators() {}

    /// A predicate that matches the same items and uses only AppSync's operators.
    static Predicate rewritten(Predicate predicate) {
        return switch (predicate) {
            case Predicate.And(List<Predicate> parts) -> new Predicate.And(rewritten(parts));
            case Predicate.Or(List<Predicate> parts) -> new Predicate.Or(rewritten(parts));
            case Predicate.Not(Predicate part) -> new Predicate.Not(rewritten(part));
            case Predicate.Test test -> rewrittenTest(test);
            case Predicate.Size size -> rewrittenSize(size);
            case Predicate.Related(var relation, Predicate part) ->
                    new Predicate.Related(relation, rewritten(part));
            case Predicate.Search search -> search;
            case Predicate.All all -> all;
        };
    }

    private static List<Predicate> rewritten(List<Predicate> parts) {
        return parts.stream().map(FilterOperators::rewritten).toList();
    }

    private static Predicate rewrittenTest(Predicate.Test test) {
        return switch (test.operator()) {
            case EQ, NE -> test;
            case IN -> new Predicate.Or(each(test.field(), Operator.EQ, test.operands()));
            case NOT_IN -> noneOf(test);
            case ATTRIBUTE_EXISTS -> rewrittenExistence(test);
            case ATTRIBUTE_TYPE -> test.field().type() instanceof EnumType ? counted(test) : test;
            case GT, GE, LT, LE, BETWEEN, CONTAINS, NOT_CONTAINS, BEGINS_WITH ->
                    isCountable(test.field()) ? counted(test) : test;
        };
    }

    private static Predicate rewrittenSize(Predicate.Size size) {
        return size.field().type() instanceof EnumType
                ? passing(
                        size.field(),
                        value -> PredicateEvaluator.holds(size.test(), Measure.of(value)))
                : size;
    }

    private static Predicate noneOf(Predicate.Test test) {
        return test.operands().isEmpty()
                ? new Predicate.All()
                : new Predicate.And(each(test.field(), Operator.NE, test.operands()));
    }

    private static Predicate rewrittenExistence(Predicate.Test test) {
        if (!(test.field().type() instanceof EnumType)) {
            return test;
        }
        boolean exists = Boolean.TRUE.equals(test.operands().getFirst());
        return equality(test.field(), exists ? Operator.NE : Operator.EQ, null);
    }

    /// The values that pass, one by one.
    private static Predicate counted(Predicate.Test test) {
        return passing(test.field(), value -> PredicateEvaluator.holds(test, value));
    }

    private static Predicate passing(Field field, Function<@Nullable Object, Boolean> passes) {
        List<@Nullable Object> passing = new ArrayList<>(possibleValues(field.type()));
        passing.add(null);
        passing.removeIf(value -> !passes.apply(value));
        return new Predicate.Or(each(field, Operator.EQ, passing));
    }

    private static boolean isCountable(Field field) {
        return !field.isList() && !possibleValues(field.type()).isEmpty();
    }

    private static List<Object> possibleValues(FieldType type) {
        if (type instanceof EnumType values) {
            return List.copyOf(values.values());
        }
        return type == Scalar.BOOLEAN ? List.of(false, true) : List.of();
    }

    private static List<Predicate> each(
            Field field, Operator operator, List<@Nullable Object> operands) {
        return operands.stream()
                .<Predicate>map(operand -> equality(field, operator, operand))
                .toList();
    }

    private static Predicate equality(Field field, Operator operator, @Nullable Object operand) {
        return new Predicate.Test(field, operator, Collections.singletonList(operand));
    }
}
