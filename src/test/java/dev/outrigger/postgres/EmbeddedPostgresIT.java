package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
            String bare = server.url().toString();
            assertThatThrownBy(() -> DriverManager.getConnection(bare, "outrigger", "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThat(
                            PosixFilePermissions.toString(
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

    @Test
    void startsOnAFolderThatIsWrittenWithDots() throws SQLException {
        // Given
        Path dotted = directory.resolve(".").resolve("data");

        // When
        try (var server = EmbeddedPostgres.start(dotted)) {
            // Then
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void takesAnotherPortWhenTheKeptOneIsTaken() throws Exception {
        // Given
        int kept;
        try (var first = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            kept = portOf(first);
        }

        // When
        try (var _ = new ServerSocket(kept, 1, InetAddress.getByName("127.0.0.1"));
                var second = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            // Then
            assertThat(portOf(second)).isNotEqualTo(kept);
            assertThat(ask(second, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void beginsAgainAfterACrashDuringTheFirstStart() throws Exception {
        // Given
        Files.createDirectories(directory.resolve("data.init/base"));
        Files.writeString(directory.resolve("data.init/PG_VERSION"), "18\n");

        // When
        try (var server = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            // Then
            assertThat(ask(server, "select 1")).isEqualTo("1");
            assertThat(directory.resolve("data.init")).doesNotExist();
        }
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws Exception {
        // Given
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/PG_VERSION"), "15\n");
        Files.writeString(directory.resolve("password"), "secret\n");

        // Then
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, TestDatabase.BINARIES))
                .isInstanceOf(EmbeddedPostgresUnusable.class)
                .hasMessageContaining("are of PostgreSQL 15")
                .hasMessageContaining("brings PostgreSQL 18");
    }

    @Test
    void refusesDataWhosePasswordIsLost() throws Exception {
        // Given
        Files.createDirectories(directory.resolve("data"));

        // Then
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, TestDatabase.BINARIES))
                .isInstanceOf(EmbeddedPostgresUnusable.class)
                .hasMessageContaining(directory.resolve("password").toString());
    }

    @Test
    void repeatsTheServersOwnWordsWhenItDoesNotStart() throws Exception {
        // Given
        try (var _ = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            // Stopped at once: only its folder is of interest.
        }
        Files.delete(directory.resolve("data/global/pg_control"));

        // Then
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, TestDatabase.BINARIES))
                .isInstanceOf(EmbeddedPostgresUnusable.class)
                .hasMessageContaining("pg_control")
                .hasMessageNotContaining("\n");
    }

    @Test
    void unpacksOnceWhenTwoProcessesBeginTogether() throws Exception {
        // Given
        var cache = directory.resolve("cache");

        // When
        var one = CompletableFuture.supplyAsync(() -> unpack(cache));
        var two = CompletableFuture.supplyAsync(() -> unpack(cache));

        // Then
        assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(two.get(30, TimeUnit.SECONDS));
        try (var folders = Files.list(cache)) {
            assertThat(folders).hasSize(1);
        }
    }

    private static PostgresBinaries unpack(Path cache) {
        try {
            return PostgresBinaries.unpackedIn(cache);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int portOf(EmbeddedPostgres server) {
        return Integer.parseInt(server.url().authority().substring("127.0.0.1:".length()));
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
