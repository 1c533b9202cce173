package dev.outrigger.backend.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Model;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

class AccessIndexesIT {
    private static final String SCHEMA =
            """
            type Note @model
                @auth(rules: [{ allow: owner }, { allow: groups, groupsField: "teams" }]) {
              id: ID!
              teams: [String]
            }
            """;

    @ParameterizedTest
    @CsvSource({"owner, IN, _note_for_owner", "teams, CONTAINS, _note_for_teams"})
    void theItemsOfAnOwnerAreFoundWithoutLookingAtAllOthers(
            String field, Operator operator, String index) {
        DatabaseUrl.External url = TestDatabase.fresh("access");
        try (Database database = Database.open(url, Duration.ofSeconds(2));
                BackendTables tables =
                        BackendTables.open(
                                database,
                                TestBackend.schemaOf(SCHEMA),
                                TableSettings.inSchema("backend"));
                PlainSql sql = PlainSql.on(url)) {
            // Given
            sql.run(
                    "insert into backend.note (id, owner, teams) select 'n' || n, 'o' || n % 5000,"
                        + " jsonb_build_array('t' || n % 5000) from generate_series(1, 20000) n");
            sql.run("analyze backend.note");
            Model note = tables.schema().required("Note");
            String wanted = field.equals("owner") ? "o7" : "t7";
            var visible =
                    new Predicate.Test(note.field(field).orElseThrow(), operator, List.of(wanted));

            // When
            PageReading reading =
                    tables.page(
                                    ItemQuery.all(note),
                                    List.of(),
                                    new PageRequest(100, null, new Predicate.All()).within(visible))
                            .toCompletableFuture()
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join();

            // Then
            assertThat(((PageReading.Read) reading).page().items()).hasSize(4);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    sql.rows(
                                                            "select idx_scan > 0 from"
                                                                    + " pg_stat_user_indexes where"
                                                                    + " indexrelname = '"
                                                                    + index
                                                                    + "'"))
                                            .containsExactly("t"));
        }
    }
}
