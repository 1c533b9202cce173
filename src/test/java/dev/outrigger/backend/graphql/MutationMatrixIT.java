package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.TestBackend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    private static final String FIELDS =
            "{ id title rating tags meta { source pages } json"
                    + " createdAt updatedAt _version _deleted _lastChangedAt }";

    private static TestBackend backend;
    private static int numbers;
    private String id;

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
    }

    @Test
    void createStoresVersionOneAndFillsInTheTimestamps() {
        // When
        var item = create("title", "A", "rating", 5).object("createPost");

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
        var item = mutate("create", input("title", "A"), null).object("createPost");
        assertThat((String) item.get("id")).hasSize(36);
    }

    @Test
    void structuredValuesComeBackAsTheyWere() {
        // When
        var item =
                create(
                                "title", "A",
                                "tags", List.of("x", "y"),
                                "meta", Map.of("source", "web", "pages", 3),
                                "json", "{\"b\":[1,2.5,null]}")
                        .object("createPost");

        // Then
        assertThat(item)
                .containsEntry("tags", List.of("x", "y"))
                .containsEntry("meta", Map.of("source", "web", "pages", 3))
                .containsEntry("json", "{\"b\":[1,2.5,null]}");
        assertThat(get()).containsEntry("meta", Map.of("source", "web", "pages", 3));
    }

    @Test
    void createOfAnExistingKeyFailsTheCondition() {
        // Given
        create("title", "A");

        // When
        var answer = create("title", "B");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("data")).isEqualTo(java.util.Collections.singletonMap("createPost", null));
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
        create("title", "A");
        delete(1);

        // When
        var answer = create("title", "A");

        // Then
        assertThat(errorType(answer)).isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void exactRetryOfACreateSucceedsWithTheStoredItem() {
        // Given
        var first = create("title", "A", "json", "{\"a\":1}").object("createPost");

        // When
        var second = create("title", "A", "json", "{\"a\":1}");

        // Then
        assertThat(second.errors()).isEmpty();
        assertThat(second.object("createPost")).isEqualTo(first);
    }

    @Test
    void updateWithTheStoredVersionPatchesAndRemovesByNull() {
        // Given
        create("title", "A", "rating", 5);

        // When
        var item = update(1, "title", "B", "rating", null).object("updatePost");

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
        create("title", "A", "tags", List.of("x"));
        update(1, "title", "B");

        // When
        var answer = update(version, "title", "C", "rating", 4, "tags", List.of("y"));

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
        create("title", "A");

        // When
        var answer = mutate("update", input("id", id, "title", "B"), null);

        // Then
        assertThat(answer.object("updatePost"))
                .containsEntry("title", "A")
                .containsEntry("_version", 2);
    }

    @Test
    void updateOfATombstoneIsAConflictWithTheTombstone() {
        // Given
        create("title", "A");
        delete(1);

        // When
        var answer = update(2, "title", "B");

        // Then
        assertConflict(answer, "updatePost", 2, true);
    }

    @Test
    void updateOfAnUnknownKeyFailsTheCondition() {
        assertThat(errorType(update(1, "title", "B"))).isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void updateWithAFalseConditionFailsAndChangesNothing() {
        // Given
        create("title", "A");

        // When
        var answer =
                mutate(
                        "update",
                        input("id", id, "_version", 1, "title", "B"),
                        Map.of("title", Map.of("eq", "Z")));

        // Then
        assertThat(errorType(answer)).isEqualTo("ConditionalCheckFailedException");
        assertThat(get()).containsEntry("title", "A").containsEntry("_version", 1);
    }

    @Test
    void conditionMayTestWhetherTheItemIsDeleted() {
        // Given
        create("title", "A");

        // When
        var answer =
                mutate(
                        "update",
                        input("id", id, "_version", 1, "title", "B"),
                        Map.of("_deleted", Map.of("ne", true), "title", Map.of("beginsWith", "A")));

        // Then
        assertThat(answer.object("updatePost")).containsEntry("title", "B");
    }

    @Test
    void deleteReturnsTheWholeTombstone() {
        // Given
        create("title", "A", "rating", 5);

        // When
        var item = delete(1).object("deletePost");

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
        create("title", "A");
        update(1, "title", "B");

        // When
        var answer = delete(version);

        // Then
        assertConflict(answer, "deletePost", 2, null);
    }

    @Test
    void deleteOfAnUnknownKeyFailsTheCondition() {
        assertThat(errorType(delete(1))).isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void conflictCarriesTheItemCutToTheSelection() {
        // Given
        create("title", "A", "json", "[1]", "meta", Map.of("source", "web", "pages", 2));
        update(1, "title", "B");

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
                        "{\"path\":[\"deletePost\"],\"data\":" + Json.write(data)
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
        create("title", "A");

        // When
        var answer = update(1, "title", null);

        // Then
        assertThat(errorType(answer)).isEqualTo("BadRequest");
        assertThat(get()).containsEntry("title", "A");
    }

    private Map<String, Object> get() {
        return backend.call("query { getPost(id: \"" + id + "\") " + FIELDS + " }").object("getPost");
    }

    private TestBackend.Answer create(@Nullable Object... fields) {
        Map<String, @Nullable Object> input = input(fields);
        input.put("id", id);
        return mutate("create", input, null);
    }

    private TestBackend.Answer update(int version, @Nullable Object... fields) {
        Map<String, @Nullable Object> input = input(fields);
        input.put("id", id);
        input.put("_version", version);
        return mutate("update", input, null);
    }

    private TestBackend.Answer delete(int version) {
        return mutate("delete", input("id", id, "_version", version), null);
    }

    private static TestBackend.Answer mutate(
            String verb, Map<String, ?> input, @Nullable Map<String, ?> condition) {
        String type = Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("input", input);
        variables.put("condition", condition);
        return backend.call(
                "mutation operation($input: %1$sPostInput!, $condition: ModelPostConditionInput){"
                                .formatted(type)
                        + verb
                        + "Post(input: $input, condition: $condition)"
                        + FIELDS
                        + "}",
                variables);
    }

    private static Map<String, @Nullable Object> input(@Nullable Object... pairs) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < pairs.length; place += 2) {
            values.put(String.valueOf(pairs[place]), pairs[place + 1]);
        }
        return values;
    }

    private static Object errorType(TestBackend.Answer answer) {
        assertThat(answer.errors()).hasSize(1);
        return answer.errors().getFirst().get("errorType");
    }

    private static void assertConflict(
            TestBackend.Answer answer, String field, int version, @Nullable Boolean deleted) {
        assertThat(errorType(answer)).isEqualTo("ConflictUnhandled");
        assertThat(answer.body().get("data")).isEqualTo(java.util.Collections.singletonMap(field, null));
        var data = (Map<?, ?>) answer.errors().getFirst().get("data");
        assertThat(data.get("_version")).isEqualTo(version);
        assertThat(data.get("_deleted")).isEqualTo(deleted);
    }
}
