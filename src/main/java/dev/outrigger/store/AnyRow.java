package dev.outrigger.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Whether a table has a row, which is known at once however many it has.
final class AnyRow {
    private AnyRow() {}

    /// @param table qualified and quoted
    static boolean in(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select exists (select from " + table + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
