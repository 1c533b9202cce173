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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

class RetentionIT {
    private static final String SCHEMA =
            "type Post @model { id: ID! title: String } type Tag @model { id: ID! }";

    /// So short that everything has expired, with the hour of grace that running syncs get.
    private static final Duration EXPIRED = Duration.ofHours(-2);

    private static final Duration MONTH = Duration.ofDays(30);

    private final DatabaseUrl.External url = TestDatabase.fresh("retention");
    private final List<BackendTables> opened = new ArrayList<>();
    private Database database;
    private PlainSql sql;

    @BeforeEach
    void open() {
        database = Database.open(url);
    }

    @AfterEach
    void close() {
        sql.close();
        opened.forEach(BackendTables::close);
        database.close();
    }

    @Test
    void eachModelIsPrunedByItsOwnTimes() {
        // Given
        BackendTables tables =
                open(Map.of("Post", new Retention(EXPIRED, MONTH), "Tag", Retention.USUAL));
        sql.run("insert into backend.post (id) values ('a'), ('b')");
        sql.run("insert into backend.tag (id) values ('t')");
        sql.run("delete from backend.post where id = 'a'");

        // When
        long pruned = await(tables.prune());

        // Then
        assertThat(pruned).isEqualTo(2);
        assertThat(sql.rows("select model, version from backend._delta order by seq"))
                .containsExactly("Tag|1", "Post|2");
        assertThat(sql.rows("select id from backend.post where _deleted")).containsExactly("a");
    }

    @Test
    void longerTimeLaterDoesNotPassOffWhatIsLeftAsEverything() {
        // Given
        BackendTables tables = open(Map.of("Post", new Retention(EXPIRED, MONTH)));
        sql.run("insert into backend.post (id) values ('a'), ('b')");
        long lastSync = newest();
        sql.run("update backend.post set title = 'x'");
        await(tables.prune());

        // When
        Page page = sync(open(Map.of()), lastSync, null);

        // Then
        assertThat(page.items())
                .extracting(item -> item.key().text() + item.version().number())
                .containsExactly("a2", "b2");
    }

    @Test
    void chainOfDeltaPagesWhoseRestWasPrunedIsRefusedRatherThanShortened() {
        // Given
        open(Map.of());
        sql.run("insert into backend.post (id) select n::text from generate_series(1, 9) n");
        String token = sync(opened.getFirst(), newest(), null).nextToken();
        assertThat(token).isNotNull();

        // When
        await(open(Map.of("Post", new Retention(EXPIRED, MONTH))).prune());

        // Then
        var request = new PageRequest(2, token, new Predicate.All());
        var model = opened.getFirst().schema().required("Post");
        assertThat(await(opened.getFirst().sync(model, 0, request)))
                .isInstanceOf(PageReading.TokenRefused.class);
    }

    @Test
    void withoutTombstonesADeletedRowIsGoneAtOnceAndTheDeltaStillTells() {
        // Given
        BackendTables tables = open(Map.of("Post", new Retention(MONTH, Duration.ZERO)));
        sql.run("insert into backend.post (id) values ('api'), ('sql')");
        long lastSync = newest();

        // When
        delete(tables, "api");
        sql.run("delete from backend.post where id = 'sql'");

        // Then
        assertThat(sql.rows("select id from backend.post")).isEmpty();
        assertThat(sync(tables, lastSync, null).items())
                .extracting(item -> item.key().text() + item.live())
                .contains("apifalse", "sqlfalse");
    }

    @Test
    void pruningWaitsForNobody() {
        // Given: somebody who writes by SQL and holds both a turn and an expired tombstone
        BackendTables tables = open(Map.of("Post", new Retention(EXPIRED, EXPIRED)));
        sql.run("insert into backend.post (id) values ('a'), ('b')");
        sql.run("delete from backend.post");
        sql.run("begin");
        sql.run("insert into backend.post (id) values ('open')");
        sql.run("select from backend.post where id = 'a' for update");

        // When
        long pruned = await(tables.prune());

        // Then: the record before the last, and the tombstone that is free
        assertThat(pruned).isEqualTo(4);
        sql.run("commit");
        assertThat(await(tables.prune())).isEqualTo(2);
    }

    private BackendTables open(Map<String, Retention> byModel) {
        BackendTables tables =
                BackendTables.open(
                        database,
                        TestBackend.schemaOf(SCHEMA),
                        TableSettings.inSchema("backend")
                                .withRetentions(new Retentions(Retention.USUAL, byModel)));
        opened.add(tables);
        sql = sql == null ? PlainSql.on(url) : sql;
        return tables;
    }

    private long newest() {
        return Long.parseLong(sql.rows("select max(changed_at) from backend._delta").getFirst());
    }

    private static Page sync(BackendTables tables, long lastSync, @Nullable String token) {
        var request = new PageRequest(token == null ? 4 : 2, token, new Predicate.All());
        PageReading reading =
                await(tables.sync(tables.schema().required("Post"), lastSync, request));
        return ((PageReading.Read) reading).page();
    }

    private static void delete(BackendTables tables, String id) {
        var key = new ItemKey("Post", List.of(id));
        var mutation = new Mutation(key, Mutation.Kind.DELETE, Map.of(), new Predicate.All());
        assertThat(await(tables.write(List.of(new MutationRequest(mutation, 1)))).getFirst())
                .isInstanceOf(MutationOutcome.Stored.class);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
