package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir Path directory;

    @Test
    void startsOnAnEmptyFolderWithDurableSettings() throws SQLException {
        // When
        try (var server = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            // Then
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "select datlocale from pg_database where datname = 'postgres'"))
                    .isEqualTo("C.UTF-8");
        }
    }

    @Test
    void letsInWhoeverHasItsUrlAndNobodyElse() throws Exception {
        // Given
        try (var server = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            // Then
            assertThat(ask(server, "select 1")).isEqualTo("1");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server.url().toString(), "outrigger", "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsDataPasswordAndPortOverARestart() throws SQLException {
        // Given
        String firstUrl;
        try (var first = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            firstUrl = first.jdbcUrl();
            run(first, "create table kept as select 42 as answer");
        }

        // When
        try (var second = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            // Then
            assertThat(second.jdbcUrl()).isEqualTo(firstUrl);
            assertThat(ask(second, "select answer from kept")).isEqualTo("42");
        }
    }

    private static void run(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
