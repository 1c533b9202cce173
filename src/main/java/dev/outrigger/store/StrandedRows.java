package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.StrandedMutation;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The rows of mutations that the schema cannot say any more.
final class StrandedRows {
    private final String table;

    StrandedRows(ReplicaTables tables) {
        this.table = tables.own("_stranded");
    }

    List<StrandedMutation> page(
            Connection connection, @Nullable String model, long afterId, int limit)
            throws SQLException {
        List<StrandedMutation> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select id, model, key, kind, fields, condition, reason, saved_at, stranded_at from"
                        + " "
                        + table
                        + " where id > ?::bigint and model = coalesce(?::text, model)"
                        + " order by id limit ?::bigint",
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, afterId);
                    SqlType.TEXT.bind(statement, first + 1, model);
                    SqlType.BIGINT.bind(statement, first + 2, (long) limit);
                    return first + 3;
                },
                row -> found.add(read(row)));
        pipeline.run(connection);
        return found;
    }

    long count(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select count(*) from " + table);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /// @return whether there was one
    boolean delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + table + " where id = ?")) {
            statement.setLong(1, id);
            return statement.executeUpdate() > 0;
        }
    }

    private static StrandedMutation read(ResultSet row) throws SQLException {
        String condition = row.getString(6);
        return new StrandedMutation(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Mutation.Kind.valueOf(row.getString(4)),
                Json.readObject(row.getString(5)),
                condition == null ? null : Json.readObject(condition),
                row.getString(7),
                Instant.ofEpochMilli(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9)));
    }
}
