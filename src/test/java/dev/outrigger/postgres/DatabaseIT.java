package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

import javax.sql.DataSource;

@Timeout(30)
class DatabaseIT {
    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    @Test
    void givesNamedPoolsThatEndWithIt() throws SQLException {
        // Given
        DataSource pool;
        try (var database = Database.open(TestDatabase.fresh("pools"))) {
            pool = database.pool("reads", 2);

            // Then
            assertThat(ask(pool, "show application_name")).isEqualTo("reads");
            assertThat(ask(database.unpooled("writer"), "show application_name"))
                    .isEqualTo("writer");
        }
        assertThatThrownBy(pool::getConnection).hasMessageContaining("closed");
    }

    @Test
    void startsAndStopsTheEmbeddedServer(@TempDir Path directory) throws SQLException {
        // Given
        DataSource source;
        try (var database = Database.open(new DatabaseUrl.Embedded(directory))) {
            source = database.unpooled("test");
            assertThat(ask(source, "select 1")).isEqualTo("1");
            assertThat(database.jdbcUrl()).contains("password=");
            assertThat(database.toString()).doesNotContain("password");
        }

        // Then
        assertThatThrownBy(source::getConnection).hasMessageContaining("refused");
    }

    @Test
    void saysThatNobodyListens() {
        int port = FreePort.preferring(OptionalInt.empty());
        assertUnreachable("127.0.0.1:" + port + "/blog", "connection refused");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        assertUnreachable("nowhere.invalid/blog", "unknown host");
    }

    @Test
    void saysThatWhoeverListensDoesNotAnswer() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            String place = "127.0.0.1:" + silent.getLocalPort() + "/blog";
            assertUnreachable(place, "Connection attempt timed out.");
        }
    }

    @Test
    void saysThatThePasswordIsWrongWithoutRepeatingIt() {
        // Given
        var right = TestDatabase.fresh("secret");
        var wrong =
                new DatabaseUrl.External(
                        right.authority(),
                        right.database(),
                        Map.of("user", "eve", "password", "s3cret"));

        // Then
        assertThatThrownBy(() -> Database.open(wrong))
                .isInstanceOf(DatabaseUnreachable.class)
                .hasMessageContaining(right.authority())
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void saysThatTheDatabaseDoesNotExist() {
        assertThatThrownBy(() -> Database.open(TestDatabase.fresh("known").withDatabase("unknown")))
                .isInstanceOf(DatabaseUnreachable.class)
                .hasMessageEndingWith("database \"unknown\" does not exist");
    }

    private static void assertUnreachable(String place, String reason) {
        var url = DatabaseUrl.parse("jdbc:postgresql://" + place, Map.of("PGPASSWORD", "s3cret"));
        assertThatThrownBy(() -> Database.open(url, BRIEFLY))
                .isInstanceOf(DatabaseUnreachable.class)
                .hasMessageContaining(place.substring(0, place.indexOf('/')))
                .hasMessageContaining("database blog")
                .hasMessageEndingWith(reason)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("s3cret");
    }

    private static String ask(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
