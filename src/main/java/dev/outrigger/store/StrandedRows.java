package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.replica.StrandedMutation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The rows of mutations that the schema cannot say any more.
final class StrandedRows {
    private final String table;

    StrandedRows(ReplicaTables tables) {
        this.table = tables.own("_stranded");
    }

    List<StrandedMutation> page(Connection connection, ModelPage page) throws SQLException {
        return page.of(
                connection,
                "select id, model, key, kind, fields, condition, reason, saved_at, stranded_at from"
                        + " "
                        + table,
                StrandedRows::read);
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
