package dev.outrigger.bench;

import dev.outrigger.postgres.DatabaseUrl;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// A database of one measurement, so that none works on tables that another one left swollen.
record BenchDatabase(DatabaseUrl.External url) {
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// How PostgreSQL's own programs are told where it is.
    Map<String, String> environment() {
        int colon = url.authority().lastIndexOf(':');
        return Map.of(
                "PGHOST", url.authority().substring(0, colon),
                "PGPORT", url.authority().substring(colon + 1),
                "PGDATABASE", url.database(),
                "PGUSER", url.parameters().getOrDefault("user", ""),
                "PGPASSWORD", url.parameters().getOrDefault("password", ""),
                "PGSSLMODE", "disable");
    }
}
