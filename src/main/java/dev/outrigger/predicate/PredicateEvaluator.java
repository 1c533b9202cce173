package dev.outrigger.predicate;

import dev.outrigger.model.Item;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Decides in memory whether an item matches. Null handling is that of [Predicate].
public final class PredicateEvaluator {
    private PredicateEvaluator() {}

    public static boolean matches(Predicate predicate, Item item, RelatedItems related) {
        return switch (predicate) {
            case Predicate.All _ -> true;
            case Predicate.And(List<Predicate> parts) ->
                    parts.stream().allMatch(part -> matches(part, item, related));
            case Predicate.Or(List<Predicate> parts) ->
                    parts.stream().anyMatch(part -> matches(part, item, related));
            case Predicate.Not(Predicate part) -> !matches(part, item, related);
            case Predicate.Test test -> holds(test, item.value(test.field().name()));
            case Predicate.Size(var field, Predicate.Test test) ->
                    holds(test, Measure.of(item.value(field.name())));
            case Predicate.Search _ ->
                    throw new IllegalStateException(
                            "only a database can search the words of a text");
            case Predicate.Related(var relation, Predicate part) ->
                    related.of(item, relation).stream()
                            .anyMatch(other -> matches(part, other, related));
        };
    }

    /// Whether a value of the tested field, in normal form, passes the test.
    static boolean holds(Predicate.Test test, @Nullable Object value) {
        List<@Nullable Object> operands = test.operands();
        return switch (test.operator()) {
            case EQ -> Objects.equals(value, operands.getFirst());
            case NE -> !Objects.equals(value, operands.getFirst());
            case GT -> isOrdered(value, operands.getFirst()) && order(value, operands, 0) > 0;
            case GE -> isOrdered(value, operands.getFirst()) && order(value, operands, 0) >= 0;
            case LT -> isOrdered(value, operands.getFirst()) && order(value, operands, 0) < 0;
            case LE -> isOrdered(value, operands.getFirst()) && order(value, operands, 0) <= 0;
            case BETWEEN ->
                    isOrdered(value, operands.getFirst())
                            && isOrdered(value, operands.getLast())
                            && order(value, operands, 0) >= 0
                            && order(value, operands, 1) <= 0;
            case IN -> operands.contains(value);
            case NOT_IN -> !operands.contains(value);
            case CONTAINS -> contains(value, operands.getFirst());
            case NOT_CONTAINS -> !contains(value, operands.getFirst());
            case BEGINS_WITH ->
                    value instanceof String text
                            && operands.getFirst() instanceof String start
                            && text.startsWith(start);
            case ATTRIBUTE_EXISTS -> operands.getFirst().equals(value != null);
            case ATTRIBUTE_TYPE -> AttributeType.of(value).word().equals(operands.getFirst());
        };
    }

    private static boolean isOrdered(@Nullable Object value, @Nullable Object operand) {
        return value != null && operand != null;
    }

    private static int order(
            @Nullable Object value, List<@Nullable Object> operands, int position) {
        return ValueOrder.compare(
                Objects.requireNonNull(value), Objects.requireNonNull(operands.get(position)));
    }

    private static boolean contains(@Nullable Object value, @Nullable Object part) {
        return switch (value) {
            case String text -> part instanceof String wanted && text.contains(wanted);
            case List<?> elements -> elements.contains(part);
            case null -> false;
            case Object other ->
                    throw new IllegalStateException(
                            "contains is not for values of " + other.getClass());
        };
    }
}
