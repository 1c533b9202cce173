package dev.outrigger.postgres;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.predicate.Predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Writes a predicate as a condition of `where`.
///
/// SQL's third truth value never decides: `not` is pushed down to the tests, and each test is
/// written so that "unknown" can only stand where "false" is meant. So positive tests stay plain
/// comparisons, which an index can answer.
public final class PredicateSql {
    private final Function<Model, ModelTable> tables;
    private final Function<String, Model> models;
    private final UnaryOperator<String> live;
    private final BiFunction<String, Field, String> columns;

    /// @param models the model of a relation's target
    /// @param tables the table of a model
    /// @param live from a table's alias, the condition that its row counts as related; `true` for
    ///     all
    public PredicateSql(
            Function<String, Model> models,
            Function<Model, ModelTable> tables,
            UnaryOperator<String> live) {
        this(models, tables, live, PredicateSql::columnOf);
    }

    private PredicateSql(
            Function<String, Model> models,
            Function<Model, ModelTable> tables,
            UnaryOperator<String> live,
            BiFunction<String, Field, String> columns) {
        this.models = models;
        this.tables = tables;
        this.live = live;
        this.columns = columns;
    }

    /// For predicates that do not reach through relations, on the columns of a model's table.
    public static PredicateSql ofColumns() {
        return withoutRelations(PredicateSql::columnOf);
    }

    /// For predicates that do not reach through relations, on items that are kept whole in a
    /// column of type jsonb.
    public static PredicateSql ofDocuments(String column) {
        return withoutRelations((alias, field) -> memberOf(alias + "." + column, field));
    }

    private static PredicateSql withoutRelations(BiFunction<String, Field, String> columns) {
        return new PredicateSql(
                PredicateSql::unexpected, PredicateSql::unexpected, alias -> "true", columns);
    }

    private static <T> T unexpected(Object name) {
        throw new IllegalStateException("a predicate without relations reaches for " + name);
    }

    private static String columnOf(String alias, Field field) {
        return alias + "." + SqlName.quoted(SqlName.column(field));
    }

    /// A member that is null counts as absent, as it does in a column.
    private static String memberOf(String document, Field field) {
        String name = SqlName.literal(field.name());
        SqlType type = SqlType.of(field);
        return type == SqlType.JSONB
                ? "nullif(%s -> %s, 'null'::jsonb)".formatted(document, name)
                : "(%s ->> %s)::%s".formatted(document, name, type.sqlName());
    }

    /// The condition for rows of the model that `alias` stands for.
    public SqlFragment write(Model model, String alias, Predicate predicate) {
        Writing writing = new Writing();
        writing.condition(new Place(model, alias), predicate, false);
        return new SqlFragment(writing.text.toString(), writing.parameters);
    }

    private record Place(Model model, String alias) {}

    private String column(Place place, Field field) {
        return columns.apply(place.alias(), field);
    }

    /// One predicate on its way into text.
    private final class Writing {
        final StringBuilder text = new StringBuilder();
        final List<SqlFragment.Parameter> parameters = new ArrayList<>();
        private int aliases;

        void condition(Place place, Predicate predicate, boolean negated) {
            switch (predicate) {
                case Predicate.All _ -> text.append(!negated);
                case Predicate.And and -> joined(place, and.parts(), negated, !negated);
                case Predicate.Or or -> joined(place, or.parts(), negated, negated);
                case Predicate.Not not -> condition(place, not.part(), !negated);
                case Predicate.Related related -> related(place, related, negated);
                case Predicate.Test test ->
                        test(TestSql.write(column(place, test.field()), test), negated);
                case Predicate.Search search ->
                        test(WordSearch.of(column(place, search.field()), search), negated);
                case Predicate.Size(var field, Predicate.Test test) ->
                        test(TestSql.write(SizeSql.of(field, column(place, field)), test), negated);
            }
        }

        private void joined(Place place, List<Predicate> parts, boolean negated, boolean all) {
            if (parts.isEmpty()) {
                text.append(all);
                return;
            }
            String separator = "(";
            for (Predicate part : parts) {
                text.append(separator);
                condition(place, part, negated);
                separator = all ? " and " : " or ";
            }
            text.append(')');
        }

        private void related(Place place, Predicate.Related related, boolean negated) {
            Relation relation = related.relation();
            Model target = models.apply(relation.target());
            Place other = new Place(target, "r" + ++aliases);
            text.append(negated ? "not exists (" : "exists (")
                    .append("select 1 from ")
                    .append(tables.apply(target).qualifiedName())
                    .append(' ')
                    .append(other.alias())
                    .append(" where ");
            for (int part = 0; part < relation.localFields().size(); part++) {
                join(place, other, relation, part);
            }
            text.append(live.apply(other.alias())).append(" and ");
            condition(other, related.part(), false);
            text.append(')');
        }

        private void join(Place place, Place other, Relation relation, int part) {
            Field local = place.model().field(relation.localFields().get(part)).orElseThrow();
            Field target = other.model().field(relation.targetFields().get(part)).orElseThrow();
            if (SqlType.of(local) == SqlType.of(target)) {
                text.append(column(other, target)).append(" = ").append(column(place, local));
            } else {
                // Values of different types are never equal, and SQL would not compare them.
                text.append("false");
            }
            text.append(" and ");
        }

        private void test(SqlFragment written, boolean negated) {
            parameters.addAll(written.parameters());
            if (negated) {
                text.append("((").append(written.text()).append(") is not true)");
            } else {
                text.append('(').append(written.text()).append(')');
            }
        }
    }
}
