package dev.outrigger.store;

import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A page of one of our own tables that number their rows by `id` and name the model of each.
///
/// @param model only of this one, or null for all
/// @param afterId the page begins behind this one
record ModelPage(@Nullable String model, long afterId, int limit) {
    /// Makes a value of one row; it must not move the cursor.
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// @param select `select … from …`, without conditions
    <T> List<T> of(Connection connection, String select, Reading<T> reading) throws SQLException {
        List<T> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                select
                        + " where id > ?::bigint and model = coalesce(?::text, model)"
                        + " order by id limit ?::bigint",
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, afterId);
                    SqlType.TEXT.bind(statement, first + 1, model);
                    SqlType.BIGINT.bind(statement, first + 2, (long) limit);
                    return first + 3;
                },
                row -> found.add(reading.read(row)));
        pipeline.run(connection);
        return found;
    }
}
