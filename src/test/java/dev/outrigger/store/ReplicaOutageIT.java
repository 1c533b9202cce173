package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.TestDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// A replica whose database is gone.
class ReplicaOutageIT {
    private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);

    @Test
    void withoutItsDatabaseAReplicaRefusesEditsAndFailsReadsAndComesBackByItself()
            throws SQLException {
        // Given
        DatabaseUrl.External url = TestDatabase.fresh("outage");
        try (Database database = Database.open(url, CONNECT_LIMIT);
                Database other = Database.open(TestDatabase.fresh("beside"));
                OpenReplica replica =
                        new OpenReplica(database, ReplicaSetup.of("test", BlogSchema.SCHEMA))) {
            StoreProbe probe = new StoreProbe(replica.store);
            probe.create("Post", "id", "p1", "title", "T");

            // When
            execute(other, "alter database " + url.database() + " allow_connections false");
            execute(
                    other,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                            + url.database()
                            + "'");

            // Then
            assertThat(probe.create("Post", "id", "p2", "title", "T"))
                    .isInstanceOfSatisfying(
                            EditOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isInstanceOf(Refusal.ReplicaUnavailable.class));
            assertThatThrownBy(() -> await(replica.store.get(key("Post", "p1"))))
                    .hasCauseInstanceOf(ReplicaUnreachable.class);
            assertThatThrownBy(() -> await(replica.store.claim(List.of(1L))))
                    .hasCauseInstanceOf(ReplicaUnreachable.class);

            // When
            execute(other, "alter database " + url.database() + " allow_connections true");

            // Then
            Awaitility.await()
                    .until(
                            () ->
                                    probe.create("Post", "id", "p3", "title", "T")
                                            instanceof EditOutcome.Created);
            assertThat(probe.all("Post")).hasSize(2);
            assertThat(probe.changes().getLast().seq()).isEqualTo(2);
        }
    }

    private static void execute(Database database, String statement) throws SQLException {
        try (Connection connection = database.unpooled("test").getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
