package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// A backend whose database goes away and comes back.
class DatabaseOutageIT {
    private static final String CREATE =
            "mutation { createPost(input: {id: \"p1\", title: \"A\"}) { id } }";

    private TestBackend backend;

    @BeforeEach
    void start() {
        backend = TestBackend.start("type Post @model { id: ID! title: String! }");
    }

    @AfterEach
    void stop() {
        allowConnections("true");
        backend.close();
    }

    @Test
    void requestsAreAnsweredWith503SoThatClientsTryAgain() {
        // Given
        assertThat(backend.get("/health/ready").status()).isEqualTo(200);
        allowConnections("false");

        // When
        var write = backend.call(CREATE);
        var read = backend.call("{ syncPosts { startedAt } }");

        // Then
        assertThat(write.status()).isEqualTo(503);
        assertThat(write.errors().getFirst())
                .containsEntry("errorType", "ServiceUnavailableException")
                .containsEntry(
                        "message",
                        "The database does not answer; nothing was written. Try again later.");
        assertThat(read.status()).isEqualTo(503);
        assertThat(backend.get("/health/live").status()).isEqualTo(200);
        assertThat(backend.get("/health/ready").body()).isEqualTo(Map.of("status", "DOWN"));

        // When
        allowConnections("true");

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> backend.call(CREATE).status(), status -> status == 200);
        assertThat(backend.call("{ getPost(id: \"p1\") { title } }").object("getPost"))
                .containsEntry("title", "A");
    }

    private void allowConnections(String allowed) {
        String name = backend.databaseUrl().database();
        onServer("alter database " + name + " allow_connections " + allowed);
        if (allowed.equals("false")) {
            onServer(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                            + name
                            + "'");
        }
    }

    private void onServer(String sql) {
        String server = backend.databaseUrl().withDatabase("postgres").jdbcUrl();
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
