package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;

/// A sidecar that comes back after its backend has forgotten what was deleted meanwhile.
@Timeout(60)
class DeletedLongAgoIT {
    private static final String DOCUMENT = "type Post @model { id: ID! title: String! }";

    /// Of every pull but the first.
    private static final SyncPolicies ALWAYS_FULL =
            new SyncPolicies(
                    Map.of(
                            "Post",
                            new SyncPolicy(
                                    SyncMode.BOTH,
                                    null,
                                    Duration.ofMinutes(1),
                                    Duration.ofMillis(1))));

    private final StartedParts parts = new StartedParts();
    private final Schema schema = TestBackend.schemaOf(DOCUMENT);
    private TestBackend backend;
    private PlainSql sql;
    private Database database;

    @BeforeEach
    void start() {
        TableSettings forgetful = TableSettings.inSchema("backend").withBaseTtl(Duration.ZERO);
        backend =
                parts.keep(TestBackend.start(DOCUMENT, TestBackend.Setup.usual().with(forgetful)));
        sql = parts.keep(PlainSql.on(backend.databaseUrl()));
        database = parts.keep(Database.open(TestDatabase.fresh("away")));
        sql.run(
                "insert into backend.post (id, title)"
                        + " select 'p' || n, 'T' from generate_series(1, 300) n");
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private RunningSidecar sidecar() {
        return RunningSidecar.start(
                "away",
                database,
                schema,
                new RunningSidecar.Remote(backend.endpoint(), ALWAYS_FULL));
    }

    @Test
    void R4_S5_whatTheBackendHasForgottenIsGoneAfterTheSidecarIsBack() {
        // Given
        try (RunningSidecar before = sidecar()) {
            eventually(() -> assertThat(before.get("Post", "p300")).isNotNull());
        }
        sql.run("delete from backend.post where id in ('p7', 'p77')");

        // When
        RunningSidecar after = parts.keep(sidecar());

        // Then
        eventually(() -> assertThat(after.get("Post", "p7")).isNull());
        eventually(() -> assertThat(after.get("Post", "p77")).isNull());
        assertThat(after.get("Post", "p8")).isNotNull();
    }
}
