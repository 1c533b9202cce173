package dev.outrigger.store;

import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.Aggregation;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Aggregates of a replica in PostgreSQL, beside the writer.
final class PostgresAggregates implements Aggregates {
    private static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";

    private final AggregateSql queries;
    private final Readers readers;

    PostgresAggregates(ReplicaTables tables, Readers readers) {
        this.queries = new AggregateSql(new QuerySql(tables));
        this.readers = readers;
    }

    @Override
    public CompletionStage<Outcome> aggregate(Aggregation aggregation) {
        return readers.read(connection -> answer(connection, aggregation));
    }

    private Outcome answer(Connection connection, Aggregation aggregation) throws SQLException {
        List<SqlType> types = AggregateSql.types(aggregation);
        int keys = aggregation.by().size();
        List<Group> groups = new ArrayList<>();
        try {
            Reads.run(
                    connection,
                    queries.write(aggregation),
                    row -> groups.add(group(values(row, types), keys)));
        } catch (SQLException failure) {
            if (!NUMERIC_VALUE_OUT_OF_RANGE.equals(failure.getSQLState())) {
                throw failure;
            }
            return new Outcome.OutOfRange();
        }
        boolean more = groups.size() > aggregation.limit();
        return new Outcome.Groups(more ? groups.subList(0, aggregation.limit()) : groups, more);
    }

    private static List<@Nullable Object> values(ResultSet row, List<SqlType> types)
            throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(types.size());
        for (int place = 0; place < types.size(); place++) {
            values.add(types.get(place).read(row, place + 1));
        }
        return values;
    }

    private static Group group(List<@Nullable Object> values, int keys) {
        return new Group(values.subList(0, keys), values.subList(keys, values.size()));
    }
}
