package dev.outrigger.store;

import dev.outrigger.postgres.SqlName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What clients saved in a replica and the backend does not have: mutations in the outbox, dead
/// letters that nobody has decided about, and what an earlier schema left behind.
final class UnsentWrites {
    private static final List<String> TABLES = List.of("_outbox", "_dead_letter", "_stranded");

    private UnsentWrites() {}

    /// A write that is in several of the tables counts once. A replica that was not opened since a
    /// table was thought of has nothing in it.
    static long count(Connection connection, String databaseSchema) throws SQLException {
        List<String> ids = new ArrayList<>();
        for (String table : TABLES) {
            String name = SqlName.quoted(databaseSchema) + "." + table;
            if (exists(connection, name)) {
                ids.add("select id from " + name);
            }
        }
        return ids.isEmpty() ? 0 : count(connection, ids);
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?)")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1) != null;
            }
        }
    }

    private static long count(Connection connection, List<String> ids) throws SQLException {
        String text = "select count(*) from (" + String.join(" union ", ids) + ") ids";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text)) {
            row.next();
            return row.getLong(1);
        }
    }
}
