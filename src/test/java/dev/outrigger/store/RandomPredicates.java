package dev.outrigger.store;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.predicate.AttributeType;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Predicates and field values drawn from one seed. Values are few, so that predicates often match.
final class RandomPredicates {
    private static final List<String> TEXTS =
            List.of("", "a", "A", "ab", "b%", "_", "ä", "￿", "𝔘", "a'b", "\\");
    private static final List<Object> DOCUMENTS =
            List.of(Map.of(), Map.of("k", 1), Map.of("k", 1, "l", 2), List.of(1), "ä𝔘", 7, true);
    private static final Set<Operator> OF_TEXTS =
            Set.of(Operator.CONTAINS, Operator.NOT_CONTAINS, Operator.BEGINS_WITH);
    private static final Field LENGTH =
            new Field(
                    "size",
                    Scalar.INT,
                    new Shape.Single(false),
                    Field.Origin.DECLARED,
                    null,
                    List.of());
    private static final int DEEPEST = 4;

    private final Schema schema;
    private final Random random;

    RandomPredicates(Schema schema, long seed) {
        this.schema = schema;
        this.random = new Random(seed);
    }

    Predicate predicate(Model model) {
        return predicate(model, 0);
    }

    private Predicate predicate(Model model, int depth) {
        int kind = depth == DEEPEST ? 0 : random.nextInt(10);
        return switch (kind) {
            case 0, 1, 2, 3, 4 -> test(model);
            case 5 -> new Predicate.And(parts(model, depth, 1));
            case 6 -> new Predicate.Or(parts(model, depth, 0));
            case 7 -> new Predicate.Not(predicate(model, depth + 1));
            case 8 -> related(model, depth);
            default -> new Predicate.All();
        };
    }

    private List<Predicate> parts(Model model, int depth, int fewest) {
        return IntStream.range(0, fewest + random.nextInt(3))
                .mapToObj(_ -> predicate(model, depth + 1))
                .toList();
    }

    private Predicate related(Model model, int depth) {
        if (model.relations().isEmpty()) {
            return test(model);
        }
        Relation relation = pick(model.relations());
        return new Predicate.Related(
                relation, predicate(schema.required(relation.target()), depth + 1));
    }

    private Predicate test(Model model) {
        return random.nextInt(5) == 0 ? size(model) : valueTest(model);
    }

    /// Also of fields whose values have no size.
    private Predicate size(Model model) {
        List<Field> fields =
                model.fields().stream()
                        .filter(field -> !(field.type() instanceof EmbeddedReference))
                        .toList();
        Operator operator = pick(List.of(Operator.EQ, Operator.NE, Operator.GT, Operator.LE));
        return new Predicate.Size(
                pick(fields), new Predicate.Test(LENGTH, operator, List.of(random.nextInt(3))));
    }

    private Predicate valueTest(Model model) {
        Field field = pick(model.fields());
        Operator operator = pick(operators(field));
        return new Predicate.Test(field, operator, operands(field, operator));
    }

    private static List<Operator> operators(Field field) {
        if (field.isList()) {
            return List.of(
                    Operator.CONTAINS,
                    Operator.NOT_CONTAINS,
                    Operator.ATTRIBUTE_EXISTS,
                    Operator.ATTRIBUTE_TYPE);
        }
        return switch (SqlType.of(field)) {
            case JSONB, JSON -> List.of(Operator.ATTRIBUTE_EXISTS, Operator.ATTRIBUTE_TYPE);
            case TEXT -> List.of(Operator.values());
            case INTEGER, BIGINT, DOUBLE, BOOLEAN ->
                    Arrays.stream(Operator.values())
                            .filter(operator -> !OF_TEXTS.contains(operator))
                            .toList();
        };
    }

    private List<@Nullable Object> operands(Field field, Operator operator) {
        return switch (operator) {
            case ATTRIBUTE_EXISTS -> List.of(random.nextBoolean());
            case ATTRIBUTE_TYPE -> List.of(pick(List.of(AttributeType.values())).word());
            case CONTAINS, NOT_CONTAINS, BEGINS_WITH -> List.of(present(field));
            case BETWEEN -> Arrays.asList(nullable(field), nullable(field));
            case IN, NOT_IN ->
                    IntStream.range(0, random.nextInt(4))
                            .mapToObj(_ -> nullable(field))
                            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
            case EQ, NE, GT, GE, LT, LE -> Arrays.asList(nullable(field));
        };
    }

    /// A value for the field of an item.
    @Nullable Object value(Field field) {
        if (field.isList()) {
            return random.nextInt(5) == 0
                    ? null
                    : IntStream.range(0, random.nextInt(3))
                            .mapToObj(_ -> nullable(field))
                            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        }
        return nullable(field);
    }

    private @Nullable Object nullable(Field field) {
        return random.nextInt(5) == 0 ? null : present(field);
    }

    private Object present(Field field) {
        if (field.type() instanceof EnumType type) {
            return pick(type.values());
        }
        if (!(field.type() instanceof Scalar scalar)) {
            return Map.of("pages", 1);
        }
        return switch (scalar) {
            case INT -> random.nextInt(-2, 3);
            case FLOAT -> random.nextInt(-2, 3) / 2.0 + 0.0;
            case BOOLEAN -> random.nextBoolean();
            case AWS_TIMESTAMP -> (long) random.nextInt(-2, 3);
            case AWS_JSON -> pick(DOCUMENTS);
            case ID -> Integer.toString(random.nextInt(8));
            case STRING, AWS_DATE, AWS_TIME, AWS_DATE_TIME -> pick(TEXTS);
            case AWS_EMAIL, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> pick(TEXTS);
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
