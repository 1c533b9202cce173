package dev.outrigger.postgres;

import dev.outrigger.model.Field;
import dev.outrigger.predicate.AttributeType;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Writes the test of one column: true exactly where the test matches, false or unknown elsewhere.
final class TestSql {
    private final String column;
    private final Field field;
    private final SqlType type;
    private final List<@Nullable Object> operands;

    private TestSql(String column, Predicate.Test test) {
        this.column = column;
        this.field = test.field();
        this.type = SqlType.of(test.field());
        this.operands = test.operands();
    }

    static SqlFragment write(String column, Predicate.Test test) {
        return new TestSql(column, test).write(test.operator(), test.field().isList());
    }

    private SqlFragment write(Operator operator, boolean list) {
        return switch (operator) {
            case EQ -> equal();
            case NE -> different();
            case GT -> compared(">");
            case GE -> compared(">=");
            case LT -> compared("<");
            case LE -> compared("<=");
            case BETWEEN -> between();
            case IN -> in();
            case NOT_IN -> notIn();
            case CONTAINS -> list ? element() : substring();
            case NOT_CONTAINS -> unless(list ? element() : substring());
            case BEGINS_WITH -> beginning();
            case ATTRIBUTE_EXISTS ->
                    Boolean.TRUE.equals(operands.getFirst()) ? present() : absent();
            case ATTRIBUTE_TYPE -> typed();
        };
    }

    private SqlFragment equal() {
        return operands.getFirst() == null ? absent() : with(column + " = " + parameter());
    }

    private SqlFragment different() {
        return operands.getFirst() == null
                ? present()
                : with(column + " is distinct from " + parameter());
    }

    private SqlFragment compared(String sign) {
        return nullAmongOperands() ? never() : with(column + " " + sign + " " + parameter());
    }

    private SqlFragment between() {
        return nullAmongOperands()
                ? never()
                : with("%s between %s and %s".formatted(column, parameter(), parameter()));
    }

    private SqlFragment in() {
        return nullAmongOperands() ? any(column + " is null or ", "") : any("", "");
    }

    /// Null is in the list only when the list holds null.
    private SqlFragment notIn() {
        return nullAmongOperands()
                ? any(column + " is not null and (", ") is not true")
                : any("(", ") is not true");
    }

    private SqlFragment any(String before, String after) {
        List<@Nullable Object> values = operands.stream().filter(Objects::nonNull).toList();
        String text = "%s%s = any(%s)%s".formatted(before, column, type.arrayParameter(), after);
        return new SqlFragment(text, List.of(new SqlFragment.Parameter.Many(type, values)));
    }

    private SqlFragment substring() {
        return nullAmongOperands()
                ? never()
                : with("position(%s in %s) > 0".formatted(parameter(), column));
    }

    /// A list of one holds what the field's list must hold.
    private SqlFragment element() {
        return new SqlFragment(
                column + " @> " + SqlType.JSONB.parameter(),
                List.of(new SqlFragment.Parameter.One(SqlType.JSONB, operands)));
    }

    private SqlFragment beginning() {
        return nullAmongOperands()
                ? never()
                : with("starts_with(%s, %s)".formatted(column, parameter()));
    }

    private SqlFragment unless(SqlFragment test) {
        return new SqlFragment("(" + test.text() + ") is not true", test.parameters());
    }

    private SqlFragment present() {
        return new SqlFragment(column + " is not null", List.of());
    }

    private SqlFragment absent() {
        return new SqlFragment(column + " is null", List.of());
    }

    private SqlFragment typed() {
        AttributeType wanted =
                AttributeType.named(String.valueOf(operands.getFirst())).orElseThrow();
        return new SqlFragment(AttributeTypeSql.of(field, column, wanted), List.of());
    }

    private static SqlFragment never() {
        return new SqlFragment("false", List.of());
    }

    private SqlFragment with(String text) {
        return new SqlFragment(
                text,
                operands.stream()
                        .<SqlFragment.Parameter>map(
                                operand -> new SqlFragment.Parameter.One(type, operand))
                        .toList());
    }

    private String parameter() {
        return type.parameter();
    }

    private boolean nullAmongOperands() {
        return operands.contains(null);
    }
}
