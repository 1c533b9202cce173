package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Two backend processes on one database, a load balancer before them, and a device behind it.
class SeveralBackendProcessesIT {
    private static final String SCHEMA = "config/schema.graphql";
    private static final String KEY = "several-key";

    /// With a reconnect of the sidecar and the start of its sync.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final DatabaseUrl.External database = TestDatabase.fresh("several");

    @Test
    void deviceHearsOfSqlThroughOneBackendAndMissesNothingWhenThatOneIsKilled() {
        try (OutriggerProcess first = backend();
                OutriggerProcess second = backend();
                TcpBalancer balancer =
                        TcpBalancer.before(
                                List.of(first.ready("backend"), second.ready("backend")));
                OutriggerProcess device = sidecar(balancer);
                var phone = new SidecarClient(device.ready("phone"));
                PlainSql sql = PlainSql.on(database)) {
            // Given
            phone.savePost("saved before");
            await().atMost(LIMIT).until(() -> titles(sql).equals(List.of("saved before")));
            sql.run("insert into backend.post (title, status) values ('by SQL', 'ACTIVE')");
            await().atMost(LIMIT).until(() -> titles(phone).contains("by SQL"));

            // When
            first.kill();
            sql.run("update backend.post set title = 'changed by SQL' where title = 'by SQL'");
            sql.run("insert into backend.post (title, status) values ('meanwhile', 'ACTIVE')");
            phone.savePost("saved meanwhile");

            // Then
            List<String> all =
                    List.of("changed by SQL", "meanwhile", "saved before", "saved meanwhile");
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> {
                                assertThat(titles(phone)).isEqualTo(all);
                                assertThat(titles(sql)).isEqualTo(all);
                            });
            sql.run("delete from backend.post where title = 'meanwhile'");
            await().atMost(LIMIT).until(() -> !titles(phone).contains("meanwhile"));
        }
    }

    private static List<String> titles(PlainSql sql) {
        return sql.rows("select title from backend.post where not _deleted order by title");
    }

    private static List<String> titles(SidecarClient device) {
        return device.posts().stream()
                .map(post -> String.valueOf(post.get("title")))
                .sorted()
                .toList();
    }

    private OutriggerProcess backend() {
        return OutriggerProcess.start(
                "backend",
                "--schema",
                SCHEMA,
                "--database",
                database.jdbcUrl(),
                "--port",
                "0",
                "--api-key",
                KEY);
    }

    private OutriggerProcess sidecar(TcpBalancer balancer) {
        return OutriggerProcess.start(
                Map.of("OUTRIGGER_REMOTE_AUTH_APIKEY", KEY),
                "sidecar",
                "--schema",
                SCHEMA,
                "--database",
                database.jdbcUrl(),
                "--replica",
                "phone",
                "--port",
                "0",
                "--remote",
                balancer.address() + "/graphql");
    }
}
