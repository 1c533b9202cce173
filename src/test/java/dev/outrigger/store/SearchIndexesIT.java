package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.model.Model;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The indexes that answer searches, while a replica is used and from start to start.
class SearchIndexesIT {
    private static final Model POST = BlogSchema.SCHEMA.required("Post");
    private static final String TITLES = "_words.post.title.english+simple";

    private final OpenReplica replica = new OpenReplica(BlogSchema.SCHEMA);

    @AfterEach
    void closeReplica() {
        replica.close();
    }

    private static TextSearch.Of titles(String language) {
        return new TextSearch.Of(language, Map.of("Post", Set.of("title")));
    }

    private static Query search(String text) {
        Predicate words = new Predicate.Search(POST.field("title").orElseThrow(), "english", text);
        return new Query(POST, words, List.of(), 100, new Query.Start.Offset(0));
    }

    private List<Object> found(String text) {
        return await(replica.store.query(search(text))).items().stream()
                .map(read -> read.stored().key().values().getFirst())
                .toList();
    }

    @Test
    void aSearchAmongManyIsAnsweredByTheIndex() throws SQLException {
        // Given
        RemoteItem[] posts =
                IntStream.range(0, 3_000)
                        .mapToObj(n -> live(n + 1, item("Post", "id", "p" + n, "title", title(n))))
                        .toArray(RemoteItem[]::new);
        new StoreProbe(replica.store).apply(posts);

        // When
        replica.reopen(titles("english"));
        eventually(() -> assertThat(indexes()).containsExactly(TITLES));

        // Then
        eventually(() -> assertThat(plan(search("lighthouse"))).contains(TITLES));
        assertThat(found("lighthouses")).containsExactly("p1234");
        assertThat(found("tide -lighthouse")).hasSize(100).doesNotContain("p1234");
        eventually(() -> assertThat(plan(search("lighth*"))).contains(TITLES));
        assertThat(found("lighth* tid*")).containsExactly("p1234");
    }

    private static String title(int number) {
        return number == 1_234 ? "The tide at the Lighthouse" : "Tides of day " + number;
    }

    @Test
    void anotherConfigurationMeansOtherIndexes() {
        replica.reopen(titles("english"));
        eventually(() -> assertThat(indexes()).containsExactly(TITLES));

        replica.reopen(titles("german"));
        eventually(() -> assertThat(indexes()).containsExactly("_words.post.title.german+simple"));

        Map<String, Set<String>> others =
                Map.of("Blog", Set.of("name"), "Comment", Set.of("content"));
        replica.reopen(new TextSearch.Of("simple", others));
        eventually(
                () ->
                        assertThat(indexes())
                                .containsExactly(
                                        "_words.blog.name.simple",
                                        "_words.comment.content.simple"));

        replica.reopen(TextSearch.nowhere());
        eventually(() -> assertThat(indexes()).isEmpty());
    }

    @Test
    void halfAnIndexIsBuiltAnew() {
        // Given
        StoreProbe probe = new StoreProbe(replica.store);
        probe.create("Post", "id", "p1", "title", "twins");
        probe.create("Post", "id", "p2", "title", "twins");
        assertThatThrownBy(
                        () ->
                                replica.execute(
                                        "create unique index concurrently \"%n\" on %s.post (title)"
                                                .replace("%n", TITLES)))
                .hasMessageContaining("could not create unique index");

        // When
        replica.reopen(titles("english"));

        // Then
        eventually(() -> assertThat(indexes()).containsExactly(TITLES));
        assertThat(found("twins")).containsExactly("p1", "p2");
    }

    @Test
    void theReplicaIsUsedWhileAnIndexIsBuilt() throws SQLException {
        try (Connection reader = replica.connect()) {
            // Given
            new StoreProbe(replica.store).create("Post", "id", "p1", "title", "Early birds");
            reader.setAutoCommit(false);
            holdSnapshot(reader);

            // When
            replica.reopen(titles("english"));
            EditOutcome saved =
                    new StoreProbe(replica.store).create("Post", "id", "p2", "title", "A bird");

            // Then
            assertThat(saved).isInstanceOf(EditOutcome.Created.class);
            assertThat(found("bird")).containsExactly("p1", "p2");
            assertThat(indexes()).isEmpty();

            // Closing does not wait for the reader either.
            replica.reopen(titles("english"));
            assertThat(found("bird")).containsExactly("p1", "p2");
            reader.commit();
        }
        eventually(() -> assertThat(indexes()).containsExactly(TITLES));
        assertThat(found("birds")).containsExactly("p1", "p2");
    }

    private void holdSnapshot(Connection reader) throws SQLException {
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = reader.createStatement()) {
            statement.execute(replica.named("select count(*) from %s.post"));
        }
    }

    @Test
    void aTextWithMoreWordsThanAnIndexTakesIsSavedAndFoundByItsBeginning() {
        // Given
        replica.reopen(titles("english"));
        eventually(() -> assertThat(indexes()).containsExactly(TITLES));
        StoreProbe probe = new StoreProbe(replica.store);
        String words =
                IntStream.range(0, 150_000)
                        .mapToObj(n -> Integer.toString(n, 36))
                        .collect(Collectors.joining(" "));
        String shortest =
                IntStream.range(0, 100_000)
                        .mapToObj(n -> Character.toString(0x20000 + n % 40_000))
                        .collect(Collectors.joining(" "));
        String hyphenated = words.replace(' ', '-');

        // When
        EditOutcome saved = probe.create("Post", "id", "p1", "title", "beginning " + words);
        EditOutcome others = probe.create("Post", "id", "p2", "title", shortest);
        EditOutcome third = probe.create("Post", "id", "p3", "title", hyphenated);

        // Then
        assertThat(List.of(saved, others, third)).hasOnlyElementsOfType(EditOutcome.Created.class);
        assertThat(found("beginning")).containsExactly("p1");
    }

    @Test
    void aLanguageThatTheDatabaseDoesNotKnowIsRefusedWithThoseThatItKnows() {
        replica.close();

        assertThatThrownBy(() -> replica.reopen(titles("klingon")))
                .isInstanceOf(ReplicaUnusable.class)
                .hasMessageContaining("search.language is 'klingon'")
                .hasMessageContaining("danish")
                .hasMessageContaining("simple");
        assertThat(replica.reopen(TextSearch.nowhere())).isNotNull();
    }

    /// The names of the whole indexes of words.
    private List<String> indexes() {
        return column(
                "select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " where i.indisvalid and starts_with(c.relname, '_words.')"
                        + " and n.nspname = 'replica_"
                        + replica.name()
                        + "' order by 1");
    }

    private String plan(Query query) throws SQLException {
        SqlFragment page =
                new QuerySql(new ReplicaTables(BlogSchema.SCHEMA, "replica_" + replica.name()))
                        .page(query);
        try (Connection connection = replica.connect();
                PreparedStatement statement =
                        connection.prepareStatement("explain " + page.text())) {
            page.bind(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
                return String.join("\n", texts(rows));
            }
        }
    }

    private List<String> column(String text) {
        try (Connection connection = replica.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            return texts(rows);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }
}
