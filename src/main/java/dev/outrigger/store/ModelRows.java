package dev.outrigger.store;

import dev.outrigger.postgres.SqlType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// The rows that a table of our own has of some models.
final class ModelRows {
    private ModelRows() {}

    static void delete(Connection connection, String table, List<String> models)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "delete from " + table + " where model = any(?::text[])")) {
            SqlType.TEXT.bindAll(statement, 1, models);
            statement.executeUpdate();
        }
    }
}
