package dev.outrigger.testing;

import dev.outrigger.postgres.DatabaseUrl;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A session of somebody who knows nothing of Outrigger, such as psql. Used by one thread.
public final class PlainSql implements AutoCloseable {
    private final Connection connection;

    private PlainSql(Connection connection) {
        this.connection = connection;
    }

    public static PlainSql on(DatabaseUrl.External url) {
        try {
            return new PlainSql(DriverManager.getConnection(url.jdbcUrl()));
        } catch (SQLException failure) {
            throw new IllegalStateException("no session on " + url, failure);
        }
    }

    /// @return how many rows the statement says it wrote; for several statements, the first
    public int run(String sql) {
        try {
            return attempt(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /// How the server refused a statement.
    public record Refusal(String state, String message) {}

    /// The error of a statement that must be refused.
    public Refusal refused(String sql) {
        try {
            attempt(sql);
        } catch (SQLException refusal) {
            return new Refusal(refusal.getSQLState(), String.valueOf(refusal.getMessage()));
        }
        throw new AssertionError("not refused: " + sql);
    }

    /// The process on the server's side.
    public long processId() {
        return Long.parseLong(rows("select pg_backend_pid()").getFirst());
    }

    /// The rows of a query, their values separated by `|`.
    public List<String> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(String.join("|", row));
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /// The driver's own connection, for what is not a statement.
    public Connection connection() {
        return connection;
    }

    private int attempt(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
