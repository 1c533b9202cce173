package dev.outrigger.backend.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The order of writes by mutations and by SQL at once.
class WriteOrderIT {
    private static final String SCHEMA = "type Post @model { id: ID! title: String rating: Int }";
    private static final int ITEMS = 5;
    private static final int ROUNDS = 60;

    private final DatabaseUrl.External url = TestDatabase.fresh("order");
    private Database database;
    private BackendTables one;
    private BackendTables other;
    private PlainSql sql;

    @BeforeEach
    void open() {
        database = Database.open(url);
        one = open(database);
        other = open(database);
        sql = PlainSql.on(url);
    }

    @AfterEach
    void close() {
        sql.close();
        one.close();
        other.close();
        database.close();
    }

    @Test
    void deltaIsInCommitOrderAndVersionsHaveNoGapWhoeverWrites() {
        // Given
        List<String> heardByOne = hearing(one);
        List<String> heardByOther = hearing(other);
        sql.run(
                "insert into backend.post (id, rating) select 'p' || n, 0 from generate_series(1, "
                        + ITEMS
                        + ") n");

        // When
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            String title = "writer " + writer;
            writers.add(CompletableFuture.runAsync(() -> updateBySql(title)));
        }
        for (BackendTables tables : List.of(one, other)) {
            writers.add(CompletableFuture.runAsync(() -> updateByMutation(tables)));
        }
        writers.forEach(CompletableFuture::join);

        // Then
        List<String> delta =
                sql.rows("select key || ' ' || version from backend._delta order by seq");
        assertThat(delta).hasSize(ITEMS + ITEMS * ROUNDS * 3 + ROUNDS * 2);
        waitFor(heardByOne, delta.size());
        waitFor(heardByOther, delta.size());
        assertThat(heardByOne).isEqualTo(delta);
        assertThat(heardByOther).isEqualTo(delta);
        assertThat(
                        sql.rows(
                                """
                                select count(*) from (
                                    select version - lag(version, 1, 0::bigint)
                                             over (partition by key order by seq) as step,
                                           changed_at - lag(changed_at, 1, 0::bigint)
                                             over (order by seq) as passed,
                                           seq - lag(seq, 1, 0::bigint) over (order by seq) as gap
                                      from backend._delta) d
                                 where step <> 1 or passed < 0 or gap <> 1
                                """))
                .containsExactly("0");
    }

    /// Our writer takes its turn and waits for the row; the session has the row and waits for a
    /// turn. PostgreSQL ends the older wait, which is the writer's.
    @Test
    void mutationThatMeetsASessionInADeadlockIsWrittenAfterIt() {
        // Given
        sql.run("insert into backend.post (id, title) values ('a', 'A')");
        sql.run("begin");
        sql.run("select from backend.post where id = 'a' for update");

        // When
        CompletableFuture<List<MutationOutcome>> answer =
                one.write(List.of(new MutationRequest(update("a", "by mutation"), 1)))
                        .toCompletableFuture();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> waitingSessions().equals(List.of("outrigger-backend-writer")));
        sql.run("update backend.post set rating = 1 where id = 'a'");
        sql.run("commit");

        // Then
        assertThat(answer.orTimeout(20, TimeUnit.SECONDS).join())
                .singleElement()
                .isInstanceOf(MutationOutcome.Stored.class);
        assertThat(sql.rows("select rating, _version from backend.post")).containsExactly("1|3");
    }

    private List<String> waitingSessions() {
        try (PlainSql observer = PlainSql.on(url)) {
            return observer.rows(
                    "select application_name from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database()");
        }
    }

    private static Mutation update(String id, String title) {
        return new Mutation(
                new ItemKey("Post", List.of(id)),
                Mutation.Kind.UPDATE,
                Map.of("title", title),
                new Predicate.All());
    }

    @Test
    void syncDoesNotWaitForALongTransactionAndTheNextOneFindsWhatItWrote() {
        // Given
        sql.run("insert into backend.post (id, title) values ('before', 'A')");
        sql.run("begin");
        sql.run("insert into backend.post (id, title) values ('slow', 'A')");

        // When
        Page first = sync(0);
        sql.run("commit");
        Page second = sync(first.startedAt().toEpochMilli());

        // Then
        assertThat(first.items()).extracting(item -> item.key().text()).containsExactly("before");
        assertThat(second.items()).extracting(item -> item.key().text()).contains("slow");
    }

    private Page sync(long lastSync) {
        var request = new PageRequest(100, null, new Predicate.All());
        PageReading reading =
                one.sync(one.schema().required("Post"), lastSync, request)
                        .toCompletableFuture()
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join();
        return ((PageReading.Read) reading).page();
    }

    private static List<String> hearing(BackendTables tables) {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        tables.listen(
                writes ->
                        writes.forEach(
                                write ->
                                        heard.add(
                                                write.item().key().text()
                                                        + " "
                                                        + write.item().version().number())));
        return heard;
    }

    private static void waitFor(List<String> heard, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> heard.size() >= count);
    }

    private void updateBySql(String title) {
        try (PlainSql session = PlainSql.on(url)) {
            for (int round = 0; round < ROUNDS; round++) {
                session.run(
                        "update backend.post set rating = rating + 1, title = '%s'"
                                .formatted(title));
            }
        }
    }

    private static void updateByMutation(BackendTables tables) {
        for (int round = 0; round < ROUNDS; round++) {
            Mutation mutation = update("p" + (1 + round % ITEMS), "m" + round);
            tables.write(List.of(new MutationRequest(mutation, 0)))
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static BackendTables open(Database database) {
        return BackendTables.open(
                database, TestBackend.schemaOf(SCHEMA), TableSettings.inSchema("backend"));
    }
}
