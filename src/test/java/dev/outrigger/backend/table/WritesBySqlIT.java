package dev.outrigger.backend.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

class WritesBySqlIT {
    private static final String SCHEMA =
            """
            enum Mood { GOOD BAD }
            type Place { city: String! }
            type Post @model {
              id: ID!
              title: String!
              rating: Int @default(value: "3")
              weight: Float
              mood: Mood
              moods: [Mood!]
              day: AWSDate
              tags: [String]
              place: Place
            }
            type Visit @model {
              guest: ID! @primaryKey(sortKeyFields: ["number"])
              number: Int!
              seen: AWSTimestamp
            }
            """;
    private static final String DELTA =
            "select model, key, version, deleted, kind from backend._delta order by seq";

    private DatabaseUrl.External url;
    private Database database;
    private BackendTables tables;
    private PlainSql sql;

    @BeforeEach
    void open() {
        url = TestDatabase.fresh("sql");
        database = Database.open(url);
        tables = open(SCHEMA);
        sql = PlainSql.on(url);
    }

    @AfterEach
    void close() {
        sql.close();
        tables.close();
        database.close();
    }

    @Test
    void insertedRowGetsWhatACreateGets() {
        // When
        int rows = sql.run("insert into backend.post (title) values ('A')");

        // Then
        assertThat(rows).isEqualTo(1);
        String id = sql.rows("select id from backend.post").getFirst();
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        VersionedItem item = item("Post", id);
        assertThat(item.version().number()).isEqualTo(1);
        assertThat(item.live()).isTrue();
        assertThat(item.item().fields()).containsEntry("rating", 3).containsEntry("title", "A");
        assertThat(item.item().value("createdAt"))
                .isEqualTo(item.item().value("updatedAt"))
                .isEqualTo(item.lastChangedAt().toString());
        assertThat(sql.rows(DELTA)).containsExactly("Post|" + id + "|1|f|CREATE");
    }

    @Test
    void deltaHoldsTheItemAsTheBackendsOwnWriterWritesIt() {
        // When
        sql.run(
                """
                insert into backend.post (id, title, weight, mood, moods, day, tags, place) values
                  ('a/b%', 'A', 0.5, 'GOOD', '["BAD"]', '2026-01-31', '["x", null]',
                   '{"city": "Rome"}')
                """);

        // Then
        var request = new PageRequest(10, null, new Predicate.All());
        long lastSync = item("Post", "a/b%").lastChangedAt().toEpochMilli();
        PageReading reading =
                await(tables.sync(tables.schema().required("Post"), lastSync, request));
        assertThat(((PageReading.Read) reading).page().items())
                .containsExactly(item("Post", "a/b%"));
        assertThat(sql.rows("select key from backend._delta")).containsExactly("a%2Fb%25");
    }

    @Test
    void updateWithoutWherePassesOverTombstonesAndUnchangedRows() {
        // Given
        sql.run("insert into backend.post (id, title) values ('a', 'A'), ('b', 'B'), ('c', 'x')");
        sql.run("delete from backend.post where id = 'b'");

        // When
        int rows = sql.run("update backend.post set title = 'x'");

        // Then
        assertThat(rows).isEqualTo(1);
        assertThat(sql.rows("select id, title, _version from backend.post order by id"))
                .containsExactly("a|x|2", "b|B|2", "c|x|1");
        assertThat(sql.rows(DELTA)).hasSize(5).last().isEqualTo("Post|a|2|f|UPDATE");
        assertThat(item("Post", "a").item().value("updatedAt"))
                .isEqualTo(item("Post", "a").lastChangedAt().toString());
    }

    @Test
    void deletedRowBecomesATombstoneAndIsCountedAndReturnedOnce() {
        // Given
        sql.run("insert into backend.post (id, title) values ('a', 'A'), ('b', 'B')");

        // When
        List<String> returned = sql.rows("delete from backend.post where id = 'a' returning id");
        int rest = sql.run("delete from backend.post where not _deleted");
        sql.run("delete from backend.post");

        // Then
        assertThat(returned).containsExactly("a");
        assertThat(rest).isEqualTo(1);
        assertThat(sql.rows("select id, _version, _deleted from backend.post order by id"))
                .containsExactly("a|2|t", "b|2|t");
        assertThat(sql.rows(DELTA).subList(2, 4))
                .containsExactly("Post|a|2|t|DELETE", "Post|b|2|t|DELETE");
        assertThat(sql.rows(DELTA)).hasSize(4);
    }

    @Test
    void insertUnderTheKeyOfATombstoneReplacesItOneVersionOn() {
        // Given
        sql.run("insert into backend.post (id, title) values ('a', 'A')");
        sql.run("delete from backend.post");

        // When
        sql.run("insert into backend.post (id, title) values ('a', 'again')");

        // Then
        VersionedItem item = item("Post", "a");
        assertThat(item.version().number()).isEqualTo(3);
        assertThat(item.live()).isTrue();
        assertThat(sql.rows(DELTA)).last().isEqualTo("Post|a|3|f|CREATE");
    }

    @Test
    void upsertMergeAndCopyAreWritesLikeAnyOther() throws SQLException, IOException {
        // When
        String upsert =
                "insert into backend.post (id, title) values ('a', '%s') on conflict (id)"
                        + " do update set title = excluded.title";
        sql.run(upsert.formatted("A"));
        sql.run(upsert.formatted("B"));
        sql.run(
                """
                merge into backend.post t using (values ('a', 'C'), ('b', 'D')) s(id, title)
                   on t.id = s.id
                 when matched then update set title = s.title
                 when not matched then insert (id, title) values (s.id, s.title)
                """);
        long copied =
                sql.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy backend.visit (guest, number) from stdin",
                                new StringReader("ann\t1\nann\t2\n"));

        // Then
        assertThat(copied).isEqualTo(2);
        assertThat(sql.rows("select id, title, _version from backend.post order by id"))
                .containsExactly("a|C|3", "b|D|1");
        assertThat(sql.rows(DELTA)).hasSize(6);
        assertThat(sql.rows(DELTA).subList(4, 6))
                .containsExactly("Visit|ann/1|1|f|CREATE", "Visit|ann/2|1|f|CREATE");
    }

    @Test
    void transactionHasOneTimeAndLeavesNothingWhenItIsRolledBack() {
        // When
        sql.run("begin; insert into backend.post (id, title) values ('a', 'A'); rollback");
        sql.run("begin");
        sql.run("savepoint s");
        sql.run("insert into backend.post (id, title) values ('a', 'lost')");
        sql.run("rollback to s");
        sql.run("insert into backend.post (id, title) values ('b', 'B')");
        sql.run("update backend.post set title = 'C' where id = 'b'");
        sql.run("commit");

        // Then
        assertThat(sql.rows("select seq, key, version from backend._delta order by seq"))
                .containsExactly("1|b|1", "2|b|2");
        assertThat(sql.rows("select count(distinct changed_at) from backend._delta"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    update post set _version = 9                    ; 428C9 ; underscore
                    update post set _deleted = true                 ; 428C9 ; underscore
                    insert into post (title, _version) values ('B', 1) ; 428C9 ; underscore
                    update post set id = 'z'                        ; 0A000 ; key of an item of Post
                    truncate post                                   ; 0A000 ; cannot be truncated
                    insert into post (id, title) values ('a', 'B')  ; 23505 ; duplicate key
                    insert into post (title) values (null)          ; 23502 ; title of Post must not
                    update post set title = null                    ; 23502 ; title of Post must not
                    insert into visit (number) values (1)           ; 23502 ; guest of Visit is part
                    insert into post (id, title) values ('', 'B')   ; 23502 ; id of Post is part
                    update post set mood = 'SO SO'                  ; 23514 ; one of GOOD, BAD
                    update post set moods = '["SO SO"]'             ; 23514 ; JSON array of one of
                    update post set moods = '[null]'                ; 23514 ; JSON array of one of
                    update post set tags = '{}'                     ; 23514 ; JSON array of String
                    update post set tags = '[1]'                    ; 23514 ; JSON array of String
                    update post set place = '[]'                    ; 23514 ; JSON object (Place)
                    update post set weight = 'NaN'                  ; 23514 ; finite number
                    update post set day = '31.1.2026'               ; 23514 ; AWSDate (YYYY-MM-DD
                    """)
    void rowsThatNoClientCouldReadAreRefusedWithThePlaceAndTheReason(
            String statement, String state, String reason) {
        // Given
        sql.run("insert into backend.post (id, title) values ('a', 'A')");
        sql.run("set search_path = backend");

        // When
        PlainSql.Refusal refusal = sql.refused(statement);

        // Then
        assertThat(refusal.state()).isEqualTo(state);
        assertThat(refusal.message()).contains(reason);
        assertThat(sql.rows(DELTA)).hasSize(1);
    }

    @Test
    void transactionWithAnOldSnapshotIsRefused() {
        sql.run("begin isolation level repeatable read");
        assertThat(sql.refused("insert into backend.post (title) values ('A')").message())
                .contains(
                        "a transaction that writes backend.post must be READ COMMITTED, but this"
                                + " one is REPEATABLE READ");
    }

    @Test
    void whoeverMayWriteTheTableNeedsNoFurtherRight() {
        // Given
        String role = "etl_" + url.database();
        sql.run("create role " + role);
        sql.run("grant usage on schema backend to " + role);
        sql.run("grant select, insert, update, delete on backend.post to " + role);

        // When
        sql.run("set role " + role);
        sql.run("insert into backend.post (id, title) values ('a', 'A')");
        sql.run("update backend.post set title = 'B'");
        sql.run("delete from backend.post");
        sql.run("reset role");

        // Then
        assertThat(sql.rows(DELTA)).hasSize(3);
        sql.run("drop owned by " + role);
        sql.run("drop role " + role);
    }

    @Test
    void triggersFollowTheSchema() {
        // Given
        sql.run("insert into backend.post (id, title) values ('a', 'A')");

        // When
        try (BackendTables _ = open(SCHEMA.replace("title: String!", "title: String! note: ID"))) {
            sql.run("update backend.post set note = 'n'");
        }

        // Then
        assertThat(sql.rows("select item ->> 'note' from backend._delta where version = 2"))
                .containsExactly("n");
    }

    @Test
    void triggersThatSomebodyDroppedOrDisabledAreThereAgainAfterTheNextStart() {
        // Given
        sql.run("drop trigger _outrigger_turn on backend.post");
        sql.run("alter table backend.visit disable trigger _outrigger_insert");

        // When
        try (BackendTables _ = open(SCHEMA)) {
            sql.run("insert into backend.post (id, title) values ('a', 'A')");
            sql.run("insert into backend.visit (guest, number) values ('ann', 1)");
        }

        // Then
        assertThat(sql.rows(DELTA)).containsExactly("Post|a|1|f|CREATE", "Visit|ann/1|1|f|CREATE");
    }

    @Test
    void startThatChangesNothingWaitsForNobodysTable() {
        // Given
        sql.run("begin; lock table backend.post in row exclusive mode");

        // When
        try (BackendTables again = open(SCHEMA)) {
            // Then
            assertThat(again.schema()).isEqualTo(tables.schema());
        }
        sql.run("commit");
    }

    private BackendTables open(String schema) {
        return BackendTables.open(
                database, TestBackend.schemaOf(schema), TableSettings.inSchema("backend"));
    }

    private VersionedItem item(String model, String id) {
        return await(tables.get(new ItemKey(model, List.of(id)))).orElseThrow();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
