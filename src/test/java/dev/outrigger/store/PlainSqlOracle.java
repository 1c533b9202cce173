package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What predicates mean, written down a second time and from the prose alone: `docs/http-api.md`.
///
/// It shares nothing with the translation that it judges. Each field of an item is a row of one
/// table, so null is the absence of a row; lists are rows too; every value is a literal; and each
/// predicate becomes the set of the items that match, by union, intersection and difference, so
/// that there is no third truth value and no join order to get wrong.
final class PlainSqlOracle {
    private final Statement statement;

    PlainSqlOracle(Connection connection) throws SQLException {
        this.statement = connection.createStatement();
        statement.execute(
                """
                create temporary table thing (model text, id text);
                create temporary table fact
                  (model text, id text, field text, place int, kind text,
                   word text collate "C", number numeric);
                create temporary table measured (model text, id text, field text, length int)\
                """);
    }

    /// Adds an item; `id` is what [#matching] calls it.
    void add(String id, Item item) throws SQLException {
        statement.execute(
                "insert into thing values (%s, %s)".formatted(text(item.model()), text(id)));
        for (var each : item.fields().entrySet()) {
            Object value = each.getValue();
            if (value != null) {
                addFact(item.model(), id, each.getKey(), value);
            }
        }
    }

    private void addFact(String model, String id, String field, Object value) throws SQLException {
        String of = "%s, %s, %s".formatted(text(model), text(id), text(field));
        insert(of, 0, value);
        int place = 1;
        if (value instanceof List<?> elements) {
            for (Object element : elements) {
                insert(of, place++, element);
            }
        }
        Integer length =
                switch (value) {
                    case String word -> word.codePointCount(0, word.length());
                    case List<?> elements -> elements.size();
                    case Map<?, ?> members -> members.size();
                    default -> null;
                };
        if (length != null) {
            statement.execute("insert into measured values (%s, %d)".formatted(of, length));
        }
    }

    private void insert(String of, int place, @Nullable Object value) throws SQLException {
        statement.execute(
                "insert into fact values (%s, %d, %s, %s, %s)"
                        .formatted(
                                of,
                                place,
                                text(kind(value)),
                                value instanceof String word ? text(word) : "null",
                                value instanceof Number number ? number(number) : "null"));
    }

    /// The word of DynamoDB for what a value is.
    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "_null";
            case String _ -> "string";
            case Number _ -> "number";
            case Boolean truth -> truth ? "bool true" : "bool";
            case List<?> _ -> "list";
            case Map<?, ?> _ -> "map";
            default -> throw new IllegalStateException("no value is a " + value.getClass());
        };
    }

    /// What was added is all that there is.
    void filled() throws SQLException {
        statement.execute(
                "create index on fact (model, field, place); analyze fact; analyze thing");
    }

    Set<String> matching(Model model, Predicate predicate) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(set(model, predicate))) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static String all(Model model) {
        return "(select id from thing where model = %s)".formatted(text(model.name()));
    }

    private static String none() {
        return "(select id from thing where 1 = 0)";
    }

    private static String without(Model model, String set) {
        return "(%s except %s)".formatted(all(model), set);
    }

    private String set(Model model, Predicate predicate) {
        return switch (predicate) {
            case Predicate.All _ -> all(model);
            case Predicate.And(var parts) -> combined(model, parts, " intersect ", all(model));
            case Predicate.Or(var parts) -> combined(model, parts, " union ", none());
            case Predicate.Not(var part) -> without(model, set(model, part));
            case Predicate.Related(var relation, var part) -> related(model, relation, part);
            case Predicate.Search search ->
                    throw new AssertionError("no meaning of its own: " + search);
            case Predicate.Test test -> tested(model, test);
            case Predicate.Size(var field, var test) -> measured(model, field, test);
        };
    }

    private String combined(
            Model model, List<Predicate> parts, String operation, String otherwise) {
        return parts.isEmpty()
                ? otherwise
                : parts.stream()
                        .map(part -> set(model, part))
                        .collect(Collectors.joining(operation, "(", ")"));
    }

    private String related(Model model, Relation relation, Predicate part) {
        Model target = BlogSchema.model(relation.target());
        StringBuilder joins = new StringBuilder();
        StringBuilder equal = new StringBuilder();
        for (int place = 0; place < relation.localFields().size(); place++) {
            String here = "here" + place;
            String there = "there" + place;
            joins.append(", fact %s, fact %s".formatted(here, there));
            equal.append(
                    (" and %1$s.model = %3$s and %1$s.id = one.id"
                                    + " and %1$s.field = %4$s and %1$s.place = 0")
                            .formatted(
                                    here,
                                    there,
                                    text(model.name()),
                                    text(relation.localFields().get(place))));
            equal.append(
                    (" and %2$s.model = %3$s and %2$s.id = other.id"
                                    + " and %2$s.field = %4$s and %2$s.place = 0")
                            .formatted(
                                    here,
                                    there,
                                    text(target.name()),
                                    text(relation.targetFields().get(place))));
            equal.append(
                    " and (%1$s.word = %2$s.word or %1$s.number = %2$s.number)"
                            .formatted(here, there));
        }
        return "(select one.id from thing one, %s as other%s where one.model = %s%s)"
                .formatted(set(target, part), joins, text(model.name()), equal);
    }

    private String tested(Model model, Predicate.Test test) {
        String name = test.field().name();
        List<@Nullable Object> operands = test.operands();
        Object first = operands.isEmpty() ? null : operands.getFirst();
        return switch (test.operator()) {
            case EQ -> equals(model, name, first);
            case NE -> without(model, equals(model, name, first));
            case GT, GE, LT, LE -> ordered(model, name, sign(test.operator()), first);
            case BETWEEN ->
                    "(%s intersect %s)"
                            .formatted(
                                    ordered(model, name, ">=", first),
                                    ordered(model, name, "<=", operands.getLast()));
            case IN -> among(model, name, operands);
            case NOT_IN -> without(model, among(model, name, operands));
            case CONTAINS -> containing(model, test.field(), first);
            case NOT_CONTAINS -> without(model, containing(model, test.field(), first));
            case BEGINS_WITH ->
                    facts(
                            model,
                            name,
                            "left(word, length(%1$s)) = %1$s".formatted(text((String) first)));
            case ATTRIBUTE_EXISTS ->
                    Boolean.TRUE.equals(first)
                            ? facts(model, name, "true")
                            : without(model, facts(model, name, "true"));
            case ATTRIBUTE_TYPE ->
                    "_null".equals(first)
                            ? without(model, facts(model, name, "true"))
                            : facts(
                                    model,
                                    name,
                                    "split_part(kind, ' ', 1) = " + text((String) first));
        };
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            default -> "<=";
        };
    }

    private static String facts(Model model, String field, String condition) {
        return "(select id from fact where model = %s and field = %s and place = 0 and (%s))"
                .formatted(text(model.name()), text(field), condition);
    }

    private static String equals(Model model, String field, @Nullable Object value) {
        return value == null
                ? without(model, facts(model, field, "true"))
                : facts(model, field, same(value));
    }

    private static String same(@Nullable Object value) {
        return switch (value) {
            case null -> "kind = '_null'";
            case String word -> "word = " + text(word);
            case Number number -> "number = " + number(number);
            case Boolean truth -> "kind = " + text(kind(truth));
            default -> throw new IllegalStateException("nothing equals a " + value.getClass());
        };
    }

    private static String ordered(Model model, String field, String sign, @Nullable Object bound) {
        return switch (bound) {
            case null -> none();
            case String word -> facts(model, field, "word %s %s".formatted(sign, text(word)));
            case Number number ->
                    facts(model, field, "number %s %s".formatted(sign, number(number)));
            // "bool true" comes after "bool", as true after false.
            case Boolean truth ->
                    facts(
                            model,
                            field,
                            "kind collate \"C\" %s %s".formatted(sign, text(kind(truth))));
            default -> throw new IllegalStateException(bound.getClass() + " has no order");
        };
    }

    private static String among(Model model, String field, List<@Nullable Object> values) {
        return values.stream()
                .map(value -> equals(model, field, value))
                .collect(Collectors.joining(" union ", "(" + none() + " union ", ")"))
                .replace(" union )", ")");
    }

    private static String containing(Model model, Field field, @Nullable Object part) {
        if (field.isList()) {
            return "(select id from fact where model = %s and field = %s and place > 0 and %s)"
                    .formatted(text(model.name()), text(field.name()), same(part));
        }
        return facts(model, field.name(), "strpos(word, %s) <> 0".formatted(text((String) part)));
    }

    private static String measured(Model model, Field field, Predicate.Test test) {
        Object bound = test.operands().getFirst();
        String equal =
                "(select id from measured where model = %s and field = %s and length %s %s)"
                        .formatted(
                                text(model.name()),
                                text(field.name()),
                                test.operator() == Operator.EQ || test.operator() == Operator.NE
                                        ? "="
                                        : sign(test.operator()),
                                bound);
        return test.operator() == Operator.NE ? without(model, equal) : equal;
    }

    private static String number(Number number) {
        return new BigDecimal(number.toString()).toPlainString() + "::numeric";
    }

    private static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
