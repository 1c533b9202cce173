package dev.outrigger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/// Moves mutations that the schema of now cannot say out of the tables that are read in it.
final class Stranding {
    private final Connection connection;
    private final ReplicaTables tables;
    private final Instant now;

    Stranding(Connection connection, ReplicaTables tables, Instant now) {
        this.connection = connection;
        this.tables = tables;
        this.now = now;
    }

    /// @param from one of our tables with the columns of a mutation
    void strand(String from, long id, String reason) throws SQLException {
        String copy =
                ("insert into %s (id, model, key, kind, fields, condition, reason, saved_at,"
                                + " stranded_at)"
                                + " select id, model, key, kind, fields, condition, ?, saved_at, ?"
                                + " from %s where id = ? on conflict (id) do nothing")
                        .formatted(tables.own("_stranded"), tables.own(from));
        try (PreparedStatement statement = connection.prepareStatement(copy)) {
            statement.setString(1, reason);
            statement.setLong(2, now.toEpochMilli());
            statement.setLong(3, id);
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + tables.own(from) + " where id = ?")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }
}
