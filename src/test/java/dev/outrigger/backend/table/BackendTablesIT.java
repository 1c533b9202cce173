package dev.outrigger.backend.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

class BackendTablesIT {
    private static final String SCHEMA = "type Post @model { id: ID! title: String rating: Int }";

    private DatabaseUrl.External url;
    private Database database;
    private final List<BackendTables> opened = new ArrayList<>();

    @BeforeEach
    void openDatabase() {
        url = TestDatabase.fresh("tables");
        database = Database.open(url, Duration.ofSeconds(2));
    }

    @AfterEach
    void closeAll() {
        opened.forEach(BackendTables::close);
        database.close();
    }

    @Test
    void mutationsOfOneKeyFoldAndTheDeltaRemembersEveryVersion() {
        // Given
        BackendTables tables = open(SCHEMA);
        List<CompletableFuture<MutationOutcome>> answers = new ArrayList<>();

        // When
        answers.add(write(tables, Mutation.Kind.CREATE, "p1", 0, Map.of("title", "A")));
        for (int version = 1; version < 200; version++) {
            answers.add(
                    write(tables, Mutation.Kind.UPDATE, "p1", version, Map.of("rating", version)));
        }
        answers.forEach(BackendTablesIT::await);

        // Then
        assertThat(await(tables.get(key("p1"))).orElseThrow().version().number()).isEqualTo(200);
        assertThat(rows("select version from backend._delta order by seq"))
                .hasSize(200)
                .startsWith("1", "2", "3")
                .endsWith("199", "200");
        assertThat(rows("select count(*) from backend.post")).containsExactly("1");
    }

    @Test
    void numbersHaveNoGapsAndTimesNeverGoDownAcrossProcesses() {
        // Given
        BackendTables first = open(SCHEMA);
        BackendTables second = open(SCHEMA);

        // When
        List<CompletableFuture<MutationOutcome>> answers = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            BackendTables one = number % 2 == 0 ? first : second;
            answers.add(write(one, Mutation.Kind.CREATE, "p" + number, 0, Map.of("title", "A")));
        }
        answers.forEach(BackendTablesIT::await);

        // Then
        assertThat(
                        rows(
                                "select count(*), min(seq), max(seq), count(distinct seq)"
                                        + " from backend._delta"))
                .containsExactly("400|1|400|400");
        assertThat(
                        rows(
                                "select count(*) from (select changed_at < lag(changed_at)"
                                        + " over (order by seq) as down from backend._delta) d"
                                        + " where down"))
                .containsExactly("0");
    }

    /// A reader that keeps only what each delta brings must end with everything, however its syncs
    /// interleave with the groups of two processes.
    @Test
    void chainOfDeltaSyncsMissesNoWrite() {
        // Given
        BackendTables first = open(SCHEMA);
        BackendTables second = open(SCHEMA);
        var writing = new AtomicBoolean(true);
        Set<String> seen = new HashSet<>();
        CompletableFuture<Void> reader =
                CompletableFuture.runAsync(
                        () -> {
                            long lastSync = 0;
                            boolean last;
                            do {
                                last = !writing.get();
                                lastSync = pull(first, lastSync, seen);
                            } while (!last);
                        });

        // When
        for (int round = 0; round < 60; round++) {
            List<CompletableFuture<MutationOutcome>> answers = new ArrayList<>();
            for (int number = 0; number < 10; number++) {
                String id = "p" + round + "-" + number;
                BackendTables one = number % 2 == 0 ? first : second;
                answers.add(write(one, Mutation.Kind.CREATE, id, 0, Map.of("title", "A")));
            }
            answers.forEach(BackendTablesIT::await);
        }
        writing.set(false);
        reader.join();

        // Then
        assertThat(seen).hasSize(600);
    }

    private static long pull(BackendTables tables, long lastSync, Set<String> seen) {
        Model model = tables.schema().required("Post");
        String token = null;
        long startedAt;
        do {
            var request = new PageRequest(50, token, new Predicate.All());
            Page page = page(await(tables.sync(model, lastSync, request)));
            page.items().forEach(item -> seen.add(item.key().text()));
            token = page.nextToken();
            startedAt = page.startedAt().toEpochMilli();
        } while (token != null);
        return startedAt;
    }

    @Test
    void listenersHearOfEveryWriteInCommitOrderAndBeforeItsCaller() {
        // Given
        BackendTables tables = open(SCHEMA);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        tables.listen(writes -> writes.forEach(write -> heard.add(write.item().key().text())));

        // When
        List<CompletableFuture<Boolean>> knownToCaller = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            String id = "p" + number;
            knownToCaller.add(
                    write(tables, Mutation.Kind.CREATE, id, 0, Map.of("title", "A"))
                            .thenApply(_ -> heard.contains(id)));
        }

        // Then
        assertThat(knownToCaller).allMatch(CompletableFuture::join);
        assertThat(heard).isEqualTo(rows("select key from backend._delta order by seq"));
    }

    @Test
    void pruningKeepsLiveItemsAndTheNumbersGoOn() {
        // Given
        BackendTables tables =
                open(
                        SCHEMA,
                        TableSettings.inSchema("backend")
                                .withDeltaTtl(Duration.ofHours(-2))
                                .withBaseTtl(Duration.ofHours(-2)));
        await(write(tables, Mutation.Kind.CREATE, "live", 0, Map.of("title", "A")));
        await(write(tables, Mutation.Kind.CREATE, "dead", 0, Map.of("title", "A")));
        await(write(tables, Mutation.Kind.DELETE, "dead", 1, Map.of()));

        // When
        long pruned = await(tables.prune());

        // Then
        assertThat(pruned).isEqualTo(3);
        assertThat(rows("select id from backend.post")).containsExactly("live");
        assertThat(rows("select seq from backend._delta")).containsExactly("3");
        await(write(tables, Mutation.Kind.CREATE, "dead", 0, Map.of("title", "B")));
        assertThat(rows("select max(seq) from backend._delta")).containsExactly("4");
    }

    @Test
    void newModelsFieldsAndIndexesAreAddedInPlace() {
        // Given
        await(write(open(SCHEMA), Mutation.Kind.CREATE, "p1", 0, Map.of("title", "A")));

        // When
        BackendTables tables =
                open(
                        "type Post @model { id: ID! title: String @index(name: \"byTitle\")"
                                + " rating: Int tags: [String] } type Blog @model { id: ID! }");

        // Then
        VersionedItem item = await(tables.get(key("p1"))).orElseThrow();
        assertThat(item.item().fields()).containsEntry("title", "A").containsEntry("tags", null);
        assertThat(rows("select count(*) from backend.blog")).containsExactly("0");
    }

    @Test
    void changeOfAColumnTypeOrKeyIsRefusedWithItsPlaceAndNothingChanges() {
        open(SCHEMA);
        assertThatThrownBy(
                        () ->
                                open(
                                        "type Post @model { id: ID! extra: Int title: Int"
                                                + " rating: Int }"))
                .isInstanceOf(TablesUnusable.class)
                .hasMessage(
                        "column title of table \"backend\".\"post\" is text, but the schema needs"
                                + " integer; change the column by SQL, or give the field another"
                                + " name");
        assertThatThrownBy(
                        () ->
                                open(
                                        "type Post @model { id: ID! title: String! @primaryKey"
                                                + " rating: Int }"))
                .isInstanceOf(TablesUnusable.class)
                .hasMessageContaining("has the key [id], but the schema of Post says [title]");
        assertThat(
                        rows(
                                "select count(*) from information_schema.columns where"
                                        + " table_schema = 'backend' and column_name = 'extra'"))
                .containsExactly("0");
    }

    @Test
    void databaseThatGoesAwayIsSaidSoAndUsedAgainWhenItIsBack() {
        // Given
        BackendTables tables = open(SCHEMA);
        await(write(tables, Mutation.Kind.CREATE, "p1", 0, Map.of("title", "A")));

        // When
        lock("false");

        // Then
        assertThat(failure(write(tables, Mutation.Kind.CREATE, "p2", 0, Map.of())))
                .isEqualTo(TableFailure.Reason.UNAVAILABLE);
        assertThat(failure(tables.get(key("p1")).toCompletableFuture()))
                .isEqualTo(TableFailure.Reason.UNAVAILABLE);

        // When
        lock("true");

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                write(tables, Mutation.Kind.CREATE, "p3", 0, Map.of())
                                        .handle((_, failed) -> failed == null)
                                        .get(15, TimeUnit.SECONDS));
        // A reader may still hold a connection that was ended with the lock.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                tables.get(key("p1"))
                                        .toCompletableFuture()
                                        .handle((found, _) -> found != null && found.isPresent())
                                        .get(15, TimeUnit.SECONDS));
    }

    private void lock(String allowed) {
        String name = url.database();
        onServer("alter database " + name + " allow_connections " + allowed);
        onServer(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + name
                        + "'");
    }

    private void onServer(String sql) {
        try (var connection = DriverManager.getConnection(url.withDatabase("postgres").jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private static TableFailure.Reason failure(CompletableFuture<?> future) {
        Throwable told = future.orTimeout(20, TimeUnit.SECONDS).handle((_, f) -> f).join();
        Throwable failure = told instanceof CompletionException ? told.getCause() : told;
        assertThat(failure).isInstanceOf(TableFailure.class);
        return ((TableFailure) failure).reason();
    }

    private BackendTables open(String schema) {
        return open(schema, TableSettings.inSchema("backend"));
    }

    private BackendTables open(String document, TableSettings settings) {
        Schema schema = TestBackend.schemaOf(document);
        BackendTables tables = BackendTables.open(database, schema, settings);
        opened.add(tables);
        return tables;
    }

    private static ItemKey key(String id) {
        return new ItemKey("Post", List.of(id));
    }

    private static CompletableFuture<MutationOutcome> write(
            BackendTables tables,
            Mutation.Kind kind,
            String id,
            long version,
            Map<String, ?> fields) {
        var mutation = new Mutation(key(id), kind, Map.copyOf(fields), new Predicate.All());
        return tables.write(List.of(new MutationRequest(mutation, version)))
                .thenApply(List::getFirst)
                .toCompletableFuture();
    }

    private static Page page(PageReading reading) {
        return ((PageReading.Read) reading).page();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private List<String> rows(String sql) {
        try (var connection = DriverManager.getConnection(url.jdbcUrl());
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(String.join("|", row));
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
