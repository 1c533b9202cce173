package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.replica.User;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What readers by SQL see of a replica, and what they may not do.
class ReaderViewsIT {
    private static final String ROLE = "reader of replicas";
    private static final String PASSWORD = "it's \\ secret";
    private static final SqlReader READER = new SqlReader(ROLE, PASSWORD, Duration.ofSeconds(5), 2);

    private static Database database;

    private final ReplicaSetup setup = ReplicaSetup.of("sql", BlogSchema.SCHEMA);
    private @Nullable PostgresReplicaStore store;

    @BeforeAll
    static void openDatabase() {
        database = Database.open(TestDatabase.fresh("views"));
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() {
        store = PostgresReplicaStore.open(database, setup);
    }

    @AfterEach
    void forget() {
        store.close();
        execute(
                """
                do $$ declare s text; begin
                  for s in select nspname from pg_namespace where nspname ~ '^(replica|views)_' loop
                    execute format('drop schema %I cascade', s);
                  end loop;
                end $$
                """);
    }

    @Test
    void itemsAreSeenAsClientsSeeThem() {
        // Given
        StoreProbe probe = new StoreProbe(store);
        probe.apply(live(3, item("Blog", "id", "b1", "name", "theirs")));
        probe.create("Blog", "id", "b2", "name", "ours");
        probe.apply(live(1, item("Blog", "id", "b3", "name", "gone")));
        probe.edit(StoreProbe.delete(key("Blog", "b3")));

        // When
        views(null).show(setup);

        // Then
        assertThat(
                        answer(
                                "select id, name, _version, _pending, \"_changedAt\" is null"
                                        + " from views_sql.blog order by id"))
                .containsExactly("b1|theirs|3|f|f", "b2|ours|null|t|t");
    }

    @Test
    void aReaderMayReadTheViewsAndNothingElse() throws SQLException {
        // Given
        new StoreProbe(store).create("Blog", "id", "b1", "name", "N");

        // When
        views(READER).show(setup);

        // Then
        try (Connection connection = asReader()) {
            assertThat(answer(connection, "select name from views_sql.blog")).containsExactly("N");
            assertThat(answer(connection, "show default_transaction_read_only"))
                    .containsExactly("on");
            assertThat(answer(connection, "show statement_timeout")).containsExactly("5s");
            for (String forbidden :
                    List.of(
                            "select * from replica_sql.blog",
                            "select * from replica_sql._outbox",
                            "begin read write; delete from views_sql.blog",
                            "begin read write; create table views_sql.mine ()",
                            "begin read write; create table public.mine ()")) {
                assertThatThrownBy(() -> answer(connection, forbidden))
                        .hasMessageContaining("permission denied");
                connection.createStatement().execute("rollback");
            }
        }
    }

    @Test
    void theViewsFollowASchemaThatHasChanged() throws SQLException {
        // Given
        views(READER).show(setup);
        store.close();
        Schema next =
                Schemas.of(
                        """
                        type Blog @model { id: ID! rating: Int name: String! }
                        type Shop @model { id: ID! }
                        """);
        ReplicaSetup later = ReplicaSetup.of("sql", next);

        // When
        store = PostgresReplicaStore.open(database, later);
        new ReaderViews(database, later, READER).show(later);

        // Then
        assertThat(
                        answer(
                                "select table_name || '.' || column_name from"
                                    + " information_schema.columns where table_schema = 'views_sql'"
                                    + " and column_name !~ '^_' order by table_name,"
                                    + " ordinal_position"))
                .contains("blog.id", "blog.rating", "blog.name", "shop.id")
                .doesNotContain("post.id");
        try (Connection connection = asReader()) {
            assertThat(answer(connection, "select count(*) from views_sql.shop"))
                    .containsExactly("0");
        }
    }

    @Test
    void whoeverIsServedIsShown() {
        // Given
        new StoreProbe(store).create("Blog", "id", "b1", "name", "of nobody");
        ReaderViews views = views(null);
        views.show(setup);
        execute("create view public.names as select name from views_sql.blog");
        ReplicaSetup ann = setup.of(new User("ann"));

        // When
        try (PostgresReplicaStore hers = PostgresReplicaStore.open(database, ann)) {
            new StoreProbe(hers).create("Blog", "id", "b1", "name", "of ann");
            views.show(ann);
        }

        // Then
        assertThat(answer("select name from public.names")).containsExactly("of ann");
        views.show(setup);
        assertThat(answer("select name from public.names")).containsExactly("of nobody");
        execute("drop view public.names");
    }

    @Test
    void aViewThatSomebodyKeepsLockedIsToldAfterAWhile() throws SQLException {
        // Given
        ReaderViews views = views(null);
        views.show(setup);
        execute("comment on schema views_sql is 'of another release'");

        // When
        try (Connection reading = connect()) {
            reading.setAutoCommit(false);
            answer(reading, "select * from views_sql.blog");

            // Then
            assertThatThrownBy(() -> views.show(setup))
                    .isInstanceOf(ReplicaUnusable.class)
                    .hasMessageContaining("end its transaction");
        }
        views.show(setup);
    }

    @Test
    void aRoleThatMayDoMoreThanReadIsRefused() {
        for (String powerful : answer("select rolname from pg_roles where rolsuper")) {
            assertThatThrownBy(
                            () ->
                                    views(new SqlReader(powerful, null, Duration.ofSeconds(5), 2))
                                            .show(setup))
                    .isInstanceOf(ReplicaUnusable.class)
                    .hasMessageContaining("name another one");
        }
    }

    private ReaderViews views(@Nullable SqlReader reader) {
        return new ReaderViews(database, setup, reader);
    }

    private static Connection connect() throws SQLException {
        return database.unpooled("test").getConnection();
    }

    private static Connection asReader() throws SQLException {
        String url = database.jdbcUrl();
        String place = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
        return DriverManager.getConnection(place, ROLE, PASSWORD);
    }

    private static void execute(String statement) {
        try (Connection connection = connect();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> answer(String query) {
        try (Connection connection = connect()) {
            return answer(connection, query);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> answer(Connection connection, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(query);
            while (statement.getResultSet() == null && statement.getUpdateCount() >= 0) {
                statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                while (rows != null && rows.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        cells.add(rows.getString(column));
                    }
                    lines.add(String.join("|", cells));
                }
            }
        }
        return lines;
    }
}
