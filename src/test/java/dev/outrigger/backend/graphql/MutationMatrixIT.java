package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The mutation matrix of the AppSync contract, as a client sees it.
class MutationMatrixIT {
    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
              rating: Int
              tags: [String]
              meta: Meta
              json: AWSJSON
              blog: Blog @belongsTo
            }
            type Blog @model { id: ID! name: String! posts: [Post] @hasMany }
            type Meta { source: String pages: Int }
            """;
    private static TestBackend backend;
    private static int numbers;
    private String id;
    private PostClient post;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @BeforeEach
    void nextId() {
        id = "p" + numbers++;
        post = new PostClient(backend, id);
    }

    @Test
    void createStoresVersionOneAndFillsInTheTimestamps() {
        // When
        var item = post.create("title", "A", "rating", 5).object("createPost");

        // Then
        assertThat(item)
                .containsEntry("id", id)
                .containsEntry("title", "A")
                .containsEntry("rating", 5)
                .containsEntry("tags", null)
                .containsEntry("_version", 1)
                .containsEntry("_deleted", null);
        assertThat(item.get("createdAt")).isEqualTo(item.get("updatedAt"));
        assertThat((String) item.get("createdAt"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat((Long) item.get("_lastChangedAt")).isGreaterThan(1_600_000_000_000L);
    }

    @Test
    void createGeneratesAnIdThatTheClientLeavesOut() {
        var item = post.mutate("create", PostClient.input("title", "A"), null).object("createPost");
        assertThat((String) item.get("id")).hasSize(36);
    }

    @Test
    void structuredValuesComeBackAsTheyWere() {
        // When
        var item =
                post.create(
                                "title",
                                "A",
                                "tags",
                                List.of("x", "y"),
                                "meta",
                                Map.of("source", "web", "pages", 3),
                                "json",
                                "{\"b\":[1,2.5,null]}")
                        .object("createPost");

        // Then
        assertThat(item)
                .containsEntry("tags", List.of("x", "y"))
                .containsEntry("meta", Map.of("source", "web", "pages", 3))
                .containsEntry("json", "{\"b\":[1,2.5,null]}");
        assertThat(post.get()).containsEntry("meta", Map.of("source", "web", "pages", 3));
    }

    @Test
    void createOfAnExistingKeyFailsTheCondition() {
        // Given
        post.create("title", "A");

        // When
        var answer = post.create("title", "B");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("data"))
                .isEqualTo(Collections.singletonMap("createPost", null));
        assertThat(answer.errors()).hasSize(1);
        assertThat(answer.errors().getFirst())
                .containsEntry("path", List.of("createPost"))
                .containsEntry("data", null)
                .containsEntry("errorType", "ConditionalCheckFailedException")
                .containsEntry("errorInfo", null);
        assertThat((String) answer.errors().getFirst().get("message"))
                .matches(
                        "The conditional request failed \\(Service: DynamoDb, Status Code: 400,"
                                + " Request ID: [-0-9a-f]{36}\\)");
    }

    @Test
    void createOfADeletedKeyFailsTheCondition() {
        // Given
        post.create("title", "A");
        post.delete(1);

        // When
        var answer = post.create("title", "A");

        // Then
        assertThat(errorType(answer)).isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void exactRetryOfACreateSucceedsWithTheStoredItem() {
        // Given
        var first = post.create("title", "A", "json", "{\"a\":1}").object("createPost");

        // When
        var second = post.create("title", "A", "json", "{\"a\":1}");

        // Then
        assertThat(second.errors()).isEmpty();
        assertThat(second.object("createPost")).isEqualTo(first);
    }

    @Test
    void updateWithTheStoredVersionPatchesAndRemovesByNull() {
        // Given
        post.create("title", "A", "rating", 5);

        // When
        var item = post.update(1, "title", "B", "rating", null).object("updatePost");

        // Then
        assertThat(item)
                .containsEntry("title", "B")
                .containsEntry("rating", null)
                .containsEntry("_version", 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void updateWithAnotherVersionIsMergedWithoutAnError(int version) {
        // Given
        post.create("title", "A", "tags", List.of("x"));
        post.update(1, "title", "B");

        // When
        var answer = post.update(version, "title", "C", "rating", 4, "tags", List.of("y"));

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("updatePost"))
                .containsEntry("title", "B")
                .containsEntry("rating", 4)
                .containsEntry("tags", List.of("x", "y"))
                .containsEntry("_version", 3);
    }

    @Test
    void updateWithoutAVersionCountsAsStale() {
        // Given
        post.create("title", "A");

        // When
        var answer = post.mutate("update", PostClient.input("id", id, "title", "B"), null);

        // Then
        assertThat(answer.object("updatePost"))
                .containsEntry("title", "A")
                .containsEntry("_version", 2);
    }

    @Test
    void updateOfATombstoneIsAConflictWithTheTombstone() {
        // Given
        post.create("title", "A");
        post.delete(1);

        // When
        var answer = post.update(2, "title", "B");

        // Then
        assertConflict(answer, "updatePost", 2, true);
    }

    @Test
    void updateOfAnUnknownKeyFailsTheCondition() {
        assertThat(errorType(post.update(1, "title", "B")))
                .isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void updateWithAFalseConditionFailsAndChangesNothing() {
        // Given
        post.create("title", "A");

        // When
        var answer =
                post.mutate(
                        "update",
                        PostClient.input("id", id, "_version", 1, "title", "B"),
                        Map.of("title", Map.of("eq", "Z")));

        // Then
        assertThat(errorType(answer)).isEqualTo("ConditionalCheckFailedException");
        assertThat(post.get()).containsEntry("title", "A").containsEntry("_version", 1);
    }

    @Test
    void conditionMayTestWhetherTheItemIsDeleted() {
        // Given
        post.create("title", "A");

        // When
        var answer =
                post.mutate(
                        "update",
                        PostClient.input("id", id, "_version", 1, "title", "B"),
                        Map.of("_deleted", Map.of("ne", true), "title", Map.of("beginsWith", "A")));

        // Then
        assertThat(answer.object("updatePost")).containsEntry("title", "B");
    }

    @Test
    void deleteReturnsTheWholeTombstone() {
        // Given
        post.create("title", "A", "rating", 5);

        // When
        var item = post.delete(1).object("deletePost");

        // Then
        assertThat(item)
                .containsEntry("title", "A")
                .containsEntry("rating", 5)
                .containsEntry("_deleted", true)
                .containsEntry("_version", 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void deleteWithAnotherVersionIsAConflict(int version) {
        // Given
        post.create("title", "A");
        post.update(1, "title", "B");

        // When
        var answer = post.delete(version);

        // Then
        assertConflict(answer, "deletePost", 2, null);
    }

    @Test
    void deleteOfAnUnknownKeyFailsTheCondition() {
        assertThat(errorType(post.delete(1))).isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void conflictCarriesTheItemCutToTheSelection() {
        // Given
        post.create("title", "A", "json", "[1]", "meta", Map.of("source", "web", "pages", 2));
        post.update(1, "title", "B");

        // When
        var answer =
                backend.call(
                        """
                        mutation operation($input: DeletePostInput!) {
                          deletePost(input: $input) {
                            __typename id title json meta { pages __typename }
                            blog { id _deleted } _version _lastChangedAt _deleted } }
                        """,
                        Map.of("input", Map.of("id", id, "_version", 1)));

        // Then
        var error = answer.errors().getFirst();
        var data = (Map<?, ?>) error.get("data");
        assertThat(Json.write(data.get("_lastChangedAt"))).matches("\\d{13}");
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("__typename", "Post");
        expected.put("id", id);
        expected.put("title", "B");
        expected.put("json", "[1]");
        expected.put("meta", Map.of("pages", 2, "__typename", "Meta"));
        expected.put("blog", null);
        expected.put("_version", 2);
        expected.put("_lastChangedAt", data.get("_lastChangedAt"));
        expected.put("_deleted", null);
        assertThat(data).isEqualTo(expected);
        assertThat(Json.write(error))
                .isEqualTo(
                        "{\"path\":[\"deletePost\"],\"data\":"
                                + Json.write(data)
                                + ",\"errorType\":\"ConflictUnhandled\",\"errorInfo\":null,"
                                + "\"locations\":[{\"line\":2,\"column\":3,\"sourceName\":null}],"
                                + "\"message\":\"Conflict resolver rejects mutation.\"}");
    }

    @Test
    void mutationsOfOneDocumentAreDoneInOrder() {
        // When
        var answer =
                backend.call(
                        "mutation { a: createPost(input: {id: \"%1$s\", title: \"A\"}) { _version }"
                                        .formatted(id)
                                + " b: updatePost(input: {id: \"%1$s\", title: \"B\", _version: 1})"
                                        .formatted(id)
                                + " { _version } c: deletePost(input: {id: \"%1$s\", _version: 2})"
                                        .formatted(id)
                                + " { _version _deleted } }");

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("c")).isEqualTo(Map.of("_version", 3, "_deleted", true));
    }

    @Test
    void nullForARequiredFieldIsRefused() {
        // Given
        post.create("title", "A");

        // When
        var answer = post.update(1, "title", null);

        // Then
        assertThat(errorType(answer)).isEqualTo("BadRequest");
        assertThat(post.get()).containsEntry("title", "A");
    }

    private static Object errorType(TestBackend.Answer answer) {
        assertThat(answer.errors()).hasSize(1);
        return answer.errors().getFirst().get("errorType");
    }

    private static void assertConflict(
            TestBackend.Answer answer, String field, int version, @Nullable Boolean deleted) {
        assertThat(errorType(answer)).isEqualTo("ConflictUnhandled");
        assertThat(answer.body().get("data")).isEqualTo(Collections.singletonMap(field, null));
        var data = (Map<?, ?>) answer.errors().getFirst().get("data");
        assertThat(data.get("_version")).isEqualTo(version);
        assertThat(data.get("_deleted")).isEqualTo(deleted);
    }
}
