package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.Committed;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Many mutations in one document: one after the other for whoever looks, together on disk.
class ManyMutationsIT {
    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
              tags: [String]
              comments: [Comment] @hasMany(indexName: "byPost", fields: ["id"])
            }
            type Comment @model {
              id: ID!
              content: String
              postID: ID @index(name: "byPost")
            }
            """;
    private static final int MANY = 100;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void aHundredMutationsShareAHandfulOfCommits() throws SQLException {
        // Given
        List<List<Committed>> commits = Collections.synchronizedList(new ArrayList<>());
        String document =
                document(_ -> "createPost(input: {id: \"c%d\", title: \"A\"})", " { id }");

        // When
        TestBackend.Answer answer;
        try (BackendTables.Subscription _ = backend.tables().listen(commits::add)) {
            answer = backend.call(document);
        }

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(commits).hasSizeLessThanOrEqualTo(3);
        assertThat(commits.stream().flatMap(List::stream))
                .extracting(write -> write.item().key().values().getFirst())
                .isEqualTo(IntStream.range(0, MANY).mapToObj(n -> "c" + n).toList());
    }

    @Test
    void mutationsOfOneItemBuildOnOneAnother() {
        // When
        var answer =
                backend.call(
                        document(
                                number ->
                                        number == 0
                                                ? "createPost(input: {id: \"o\", title: \"0\"})"
                                                : "updatePost(input: {id: \"o\", title: \"%1$d\","
                                                        + " _version: %1$d})",
                                " { title _version }"));

        // Then
        assertThat(answer.errors()).isEmpty();
        IntStream.range(0, MANY)
                .forEach(
                        n ->
                                assertThat(answer.object("m" + n))
                                        .isEqualTo(Map.of("title", "" + n, "_version", n + 1)));
    }

    @Test
    void eachMutationHasItsOwnOutcomeAndTheFailedOnesOneErrorEach() {
        // When
        var answer =
                backend.call(
                        """
                        mutation {
                          made: createPost(input: {id: "e1", title: "A"}) { _version }
                          again: createPost(input: {id: "e1", title: "B"}) { _version }
                          empty: createPost(input: {id: "", title: "A"}) { _version }
                          stale: deletePost(input: {id: "e1", _version: 7}) { title _version }
                          unknown: updatePost(input: {id: "e2", title: "B"}) { _version }
                          gone: deletePost(input: {id: "e1", _version: 1}) { _version _deleted }
                        }
                        """);

        // Then
        assertThat(answer.object("made")).isEqualTo(Map.of("_version", 1));
        assertThat(answer.object("gone")).isEqualTo(Map.of("_version", 2, "_deleted", true));
        assertThat(answer.errors())
                .extracting(error -> error.get("path"), error -> error.get("errorType"))
                .containsExactlyInAnyOrder(
                        tuple(List.of("again"), "ConditionalCheckFailedException"),
                        tuple(List.of("empty"), "BadRequest"),
                        tuple(List.of("stale"), "ConflictUnhandled"),
                        tuple(List.of("unknown"), "ConditionalCheckFailedException"));
        assertThat(answer.errors())
                .filteredOn(error -> error.get("data") != null)
                .singleElement()
                .extracting(error -> error.get("data"))
                .isEqualTo(Map.of("title", "A", "_version", 1));
    }

    @Test
    void aMutationThatTheDatabaseRefusesFailsAlone() throws SQLException {
        // Given
        execute(
                "alter table backend.post add constraint no_poison check (title <> 'poison')"
                        + " not valid");

        // When
        var answer =
                backend.call(
                        """
                        mutation {
                          before: createPost(input: {id: "f1", title: "A"}) { _version }
                          poison: createPost(input: {id: "f2", title: "poison"}) { _version }
                          after: updatePost(input: {id: "f1", title: "B", _version: 1}) { _version }
                        }
                        """);

        // Then
        assertThat(answer.object("before")).isEqualTo(Map.of("_version", 1));
        assertThat(answer.object("after")).isEqualTo(Map.of("_version", 2));
        assertThat(answer.errors())
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(error)
                                        .containsEntry("path", List.of("poison"))
                                        .containsEntry("errorType", "InternalFailure"));
    }

    @Test
    void whatAMutationReadsOfOthersIsFromBeforeTheNextMutation() {
        // When
        var answer =
                backend.call(
                        """
                        mutation {
                          a: createPost(input: {id: "r1", title: "A"}) { comments { items { id } } }
                          b: createComment(input: {id: "rc", postID: "r1"}) { id }
                          c: updatePost(input: {id: "r1", title: "B", _version: 1}) {
                            comments { items { id } }
                          }
                        }
                        """);

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("a")).isEqualTo(Map.of("comments", Map.of("items", List.of())));
        assertThat(answer.object("c"))
                .isEqualTo(Map.of("comments", Map.of("items", List.of(Map.of("id", "rc")))));
    }

    /// A document of many mutations, under the names `m0`, `m1` and so on.
    private static String document(IntFunction<String> mutation, String selection) {
        return IntStream.range(0, MANY)
                .mapToObj(n -> "m" + n + ": " + mutation.apply(n).formatted(n) + selection)
                .collect(Collectors.joining("\n", "mutation {\n", "\n}"));
    }

    private static void execute(String sql) throws SQLException {
        try (Database database = Database.open(backend.databaseUrl(), Duration.ofSeconds(5));
                Connection connection = database.unpooled("test").getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
