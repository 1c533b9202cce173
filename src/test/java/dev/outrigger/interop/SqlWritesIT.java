package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.Database;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.List;
import java.util.Map;

/// An Amplify client and a sidecar learn at once of what somebody writes to the backend
/// with plain SQL.
@ForEachRelease
class SqlWritesIT {
    private static final String POST = "Post";

    private final StartedParts parts = new StartedParts();

    @Parameter AmplifyRelease release;

    private PlainSql sql;
    private AmplifyClient device;
    private RunningSidecar sidecar;

    @BeforeParameterizedClassInvocation
    void start() {
        String schema = Schemas.demoDocument();
        AmplifyDevices devices = parts.keep(new AmplifyDevices("sql", release, schema));
        sql = parts.keep(PlainSql.on(devices.backend().databaseUrl()));
        device = devices.start("device");
        Database database = parts.keep(Database.open(TestDatabase.fresh("interop")));
        sidecar =
                parts.keep(
                        RunningSidecar.start(
                                "sidecar",
                                database,
                                devices.schema(),
                                devices.backend().endpoint()));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        parts.close();
    }

    @Test
    void R7_aRowIsInsertedUpdatedAndDeleted() {
        // When
        sql.run("insert into backend.post (title, status) values ('by SQL', 'ACTIVE')");
        String id = sql.rows("select id from backend.post where title = 'by SQL'").getFirst();

        // Then
        eventually(() -> assertThat(device.version(POST, id)).isEqualTo(1));
        eventually(() -> assertThat(sidecar.get(POST, id)).containsEntry("_version", 1));
        assertThat(device.get(POST, id)).containsEntry("status", "ACTIVE");

        // When
        sql.run("update backend.post set title = 'x' where id = '" + id + "'");

        // Then
        eventually(() -> assertThat(device.version(POST, id)).isEqualTo(2));
        eventually(() -> assertThat(sidecar.get(POST, id)).containsEntry("title", "x"));
        assertThat(device.get(POST, id)).containsEntry("title", "x");

        // When
        sql.run("delete from backend.post where id = '" + id + "'");

        // Then
        eventually(() -> assertThat(device.get(POST, id)).isNull());
        eventually(() -> assertThat(sidecar.get(POST, id)).isNull());
        assertThat(device.wire().exchanges("syncPosts")).hasSize(1);
    }

    @Test
    void R7_oneStatementReachesEveryItemOfADevice() {
        // Given
        sql.run(
                "insert into backend.post (title, status, rating)"
                        + " select 'many ' || n, 'ACTIVE', n from generate_series(1, 20) as n");
        eventually(() -> assertThat(ratings()).hasSize(20));

        // When
        sql.run("update backend.post set rating = 0 where title like 'many %'");

        // Then
        eventually(() -> assertThat(ratings()).hasSize(20).containsOnly(0));
    }

    private List<Object> ratings() {
        Map<String, ?> many = Map.of("where", Map.of("title", Map.of("beginsWith", "many")));
        return device.list(POST, many).stream().map(post -> post.get("rating")).toList();
    }
}
