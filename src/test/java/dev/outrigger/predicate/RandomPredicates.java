package dev.outrigger.predicate;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Scalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Draws items and predicates of the model Post from one seed. Values are few, so that they meet.
final class RandomPredicates {
    private static final List<String> TEXTS = List.of("", "a", "ab", "b", "%", "_", "\uD83D\uDE00");

    private final Random random;
    private final List<Field> fields =
            PredicateFixture.POST.fields().stream()
                    .filter(field -> !(field.type() instanceof EmbeddedReference))
                    .filter(field -> !field.readOnly())
                    .toList();

    RandomPredicates(long seed) {
        this.random = new Random(seed);
    }

    Item item() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : fields) {
            boolean isNull = random.nextInt(4) == 0 && !field.name().equals("id");
            values.put(field.name(), isNull ? null : fieldValue(field));
        }
        return Item.of(PredicateFixture.POST, values);
    }

    Predicate predicate(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(12)) {
                case 0 -> new Predicate.All();
                case 1, 2 -> size();
                default -> test();
            };
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Predicate.And(parts(1 + random.nextInt(3), depth));
            case 2, 3 -> new Predicate.Or(parts(random.nextInt(4), depth));
            default -> new Predicate.Not(predicate(depth - 1));
        };
    }

    private List<Predicate> parts(int count, int depth) {
        return Stream.generate(() -> predicate(depth - 1)).limit(count).toList();
    }

    private Predicate size() {
        List<Field> sized = fields.stream().filter(FieldOperators::hasSize).toList();
        List<Operator> operators = List.of(Operator.EQ, Operator.NE, Operator.GT, Operator.LE);
        return new Predicate.Size(
                sized.get(random.nextInt(sized.size())),
                new Predicate.Test(
                        Measure.FIELD,
                        operators.get(random.nextInt(operators.size())),
                        List.of(random.nextInt(3))));
    }

    private String attributeType() {
        List<String> words = AttributeType.words();
        return words.get(random.nextInt(words.size()));
    }

    private Predicate.Test test() {
        Field field = fields.get(random.nextInt(fields.size()));
        Operator operator = operator(field);
        List<Object> operands = new ArrayList<>();
        Supplier<Object> operand = () -> random.nextInt(6) == 0 ? null : value(field);
        switch (operator) {
            case EQ, NE, GT, GE, LT, LE -> operands.add(operand.get());
            case BETWEEN ->
                    Stream.of(value(field), value(field))
                            .sorted(ValueOrder::compare)
                            .forEach(operands::add);
            case IN, NOT_IN ->
                    Stream.generate(operand).limit(random.nextInt(4)).forEach(operands::add);
            case CONTAINS, NOT_CONTAINS -> operands.add(field.isList() ? value(field) : text());
            case BEGINS_WITH -> operands.add(text());
            case ATTRIBUTE_EXISTS -> operands.add(random.nextBoolean());
            case ATTRIBUTE_TYPE -> operands.add(attributeType());
        }
        return new Predicate.Test(field, operator, operands);
    }

    private Operator operator(Field field) {
        if (field.type() == Scalar.AWS_JSON) {
            return Operator.ATTRIBUTE_EXISTS;
        }
        List<Operator> allowed =
                field.isList()
                        ? List.of(
                                Operator.CONTAINS, Operator.NOT_CONTAINS, Operator.ATTRIBUTE_EXISTS)
                        : Stream.of(Operator.values())
                                .filter(operator -> isText(field) || !isOfText(operator))
                                .toList();
        return allowed.get(random.nextInt(allowed.size()));
    }

    private static boolean isOfText(Operator operator) {
        return operator == Operator.CONTAINS
                || operator == Operator.NOT_CONTAINS
                || operator == Operator.BEGINS_WITH;
    }

    private static boolean isText(Field field) {
        return field.type() == Scalar.STRING
                || field.type() == Scalar.ID
                || field.type() == Scalar.AWS_DATE
                || field.type() instanceof EnumType;
    }

    private Object fieldValue(Field field) {
        if (!field.isList()) {
            return value(field);
        }
        return Stream.generate(() -> random.nextInt(5) == 0 ? null : value(field))
                .limit(random.nextInt(3))
                .toList();
    }

    private Object value(Field field) {
        return switch (field.type()) {
            case EnumType type -> type.values().get(random.nextInt(type.values().size()));
            case EmbeddedReference _ -> throw new IllegalStateException("not drawn");
            case Scalar scalar ->
                    switch (scalar) {
                        case INT -> random.nextInt(4);
                        case FLOAT -> random.nextInt(4) / 2.0;
                        case AWS_TIMESTAMP -> (long) random.nextInt(4);
                        case BOOLEAN -> random.nextBoolean();
                        case AWS_JSON -> Map.of("a", 1);
                        default -> text();
                    };
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
