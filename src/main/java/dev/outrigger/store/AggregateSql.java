package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.Aggregation;
import dev.outrigger.replica.Aggregation.Measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes an aggregation as SQL, and knows the types of the columns of its answer.
final class AggregateSql {
    private final QuerySql queries;

    AggregateSql(QuerySql queries) {
        this.queries = queries;
    }

    /// The groups, each with its key and its values, and one group more when there are too many.
    SqlFragment write(Aggregation aggregation) {
        String keys = keys(aggregation);
        String values =
                aggregation.measures().stream()
                        .map(AggregateSql::value)
                        .collect(Collectors.joining(", "));
        String selected =
                Stream.of(keys, values)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        String ending =
                keys.isEmpty()
                        ? ""
                        : " group by %s order by %s limit %d"
                                .formatted(keys, ordered(aggregation), aggregation.limit() + 1L);
        SqlFragment matching = queries.matching(aggregation.model(), aggregation.predicate());
        return new SqlFragment(
                "select " + selected + matching.text() + ending, matching.parameters());
    }

    /// Of the answer's columns.
    static List<SqlType> types(Aggregation aggregation) {
        List<SqlType> types = new ArrayList<>();
        aggregation.by().forEach(field -> types.add(SqlType.of(field)));
        aggregation.measures().forEach(measure -> types.add(type(measure)));
        return types;
    }

    private static SqlType type(Measure measure) {
        return switch (measure.kind()) {
            case COUNT -> SqlType.BIGINT;
            case AVERAGE -> SqlType.DOUBLE;
            case SUM -> measure.field().type() == Scalar.INT ? SqlType.BIGINT : SqlType.DOUBLE;
            case MINIMUM, MAXIMUM -> SqlType.of(measure.field());
        };
    }

    private static String value(Measure measure) {
        if (measure.field() == null) {
            return "count(*)";
        }
        String function =
                switch (measure.kind()) {
                    case COUNT -> "count(%s)";
                    case SUM -> "sum(%s)";
                    // avg() also adds up squares, which are out of range long before the mean is.
                    case AVERAGE -> "sum(%1$s::float8) / count(%1$s)";
                    case MINIMUM -> "min(%s)";
                    case MAXIMUM -> "max(%s)";
                };
        return function.formatted(column(measure.field()));
    }

    private static String keys(Aggregation aggregation) {
        return aggregation.by().stream()
                .map(AggregateSql::column)
                .collect(Collectors.joining(", "));
    }

    private static String ordered(Aggregation aggregation) {
        return aggregation.by().stream()
                .map(field -> column(field) + " nulls first")
                .collect(Collectors.joining(", "));
    }

    private static String column(Field field) {
        return "t." + ModelTable.columnOf(field).quoted();
    }
}
