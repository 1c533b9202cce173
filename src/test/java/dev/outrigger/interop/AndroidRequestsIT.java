package dev.outrigger.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestBackend.Answer;
import dev.outrigger.testing.TestSocket;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What Amplify's Android client sends, which cannot run here: named operations, sorted selections
/// with nested connections, explicit nulls, and variables that are absent or null.
class AndroidRequestsIT {
    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
              rating: Int
              comments: [Comment] @hasMany(indexName: "byPost", fields: ["id"])
            }
            type Comment @model {
              id: ID!
              content: String
              createdAt: AWSDateTime!
              postID: ID! @index(name: "byPost", sortKeyFields: ["createdAt"])
              post: Post @belongsTo(fields: ["postID"])
            }
            """;

    private static final String POST =
            """
            __typename
            _deleted
            _lastChangedAt
            _version
            comments {
              items { __typename _deleted _lastChangedAt _version content id }
              nextToken
              startedAt
            }
            createdAt
            id
            rating
            title
            updatedAt
            """;
    private static final String COMMENT =
            "__typename _deleted _lastChangedAt _version content createdAt id"
                    + " post { __typename _deleted id } postID";

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
    void baseSyncLeavesOutWhatItHasNotAndNestsConnections() {
        // Given
        String post = created("with a comment");
        String comment = createdComment(post).object("createComment").get("id").toString();

        // When
        Answer answer =
                backend.call(
                        "query SyncPosts($limit: Int) { syncPosts(limit: $limit) { items { %s }"
                                        .formatted(POST)
                                + " nextToken startedAt } }",
                        Map.of("limit", 1000));

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(String.valueOf(answer.object("syncPosts").get("startedAt"))).hasSize(13);
        Map<String, Object> item = itemOf(answer, post);
        assertThat(item).containsEntry("__typename", "Post").containsEntry("_deleted", null);
        Map<?, ?> comments = (Map<?, ?>) item.get("comments");
        assertThat((List<?>) comments.get("items"))
                .singleElement()
                .extracting("__typename", "id", "_version")
                .containsExactly("Comment", comment, 1);
    }

    @Test
    void deltaSyncTellsWhatChangedSinceTheBaseSync() {
        // Given
        String document =
                "query SyncPosts($lastSync: AWSTimestamp) { syncPosts(lastSync: $lastSync) {"
                        + " items { %s } nextToken startedAt } }".formatted(POST);
        created("before");
        Object startedAt = backend.call(document).object("syncPosts").get("startedAt");
        String id = created("after");

        // When
        Answer delta = backend.call(document, Map.of("lastSync", startedAt));

        // Then
        assertThat(itemOf(delta, id)).containsEntry("title", "after");
    }

    @Test
    void aSyncPredicateComesInsideAnAnd() {
        // Given
        String id = created("wanted");
        created("unwanted");

        // When
        Answer answer =
                backend.call(
                        "query SyncPosts($filter: ModelPostFilterInput) {"
                                + " syncPosts(filter: $filter) { items { id title } } }",
                        Map.of(
                                "filter",
                                Map.of("and", List.of(Map.of("title", Map.of("eq", "wanted"))))));

        // Then
        assertThat(answer.items("syncPosts")).singleElement().extracting("id").isEqualTo(id);
    }

    @Test
    void anExplicitNullOfACreateIsFilledInLikeAnAbsentField() {
        // When
        Answer answer = createdComment(created("post"));

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("createComment").get("createdAt").toString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void anExplicitNullOfAnUpdateRemovesTheField() {
        // Given
        String id = created("rated");

        // When
        Answer answer =
                update(
                        id,
                        input("rating", null, "title", "rated no more", "_version", 1),
                        Map.of("title", Map.of("contains", "rat")));

        // Then
        assertThat(answer.object("updatePost"))
                .containsEntry("rating", null)
                .containsEntry("title", "rated no more")
                .containsEntry("_version", 2);
    }

    @Test
    void aFalseConditionIsOneErrorOfItsType() {
        // When
        Answer answer =
                update(
                        created("not so"),
                        input("rating", 1, "_version", 1),
                        Map.of("title", Map.of("eq", "so")));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errors())
                .singleElement()
                .extracting("errorType")
                .isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void aStaleDeleteIsOneConflictWithTheBackendsItem() {
        // Given
        String id = created("kept");
        update(id, input("rating", 2, "_version", 1), null);

        // When
        Answer answer = delete(id, 1);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        Map<String, Object> error = answer.errors().getFirst();
        assertThat(answer.errors()).hasSize(1);
        assertThat(error)
                .containsEntry("errorType", "ConflictUnhandled")
                .containsEntry("message", "Conflict resolver rejects mutation.")
                .containsEntry("path", List.of("deletePost"))
                .containsEntry("errorInfo", null);
        assertThat(error.get("data"))
                .extracting("__typename", "id", "title", "_version", "_deleted")
                .containsExactly("Post", id, "kept", 2, null);
        assertThat(((Map<?, ?>) error.get("data")).get("_lastChangedAt"))
                .isInstanceOf(Number.class);
    }

    @Test
    void aDeletedPostIsAnsweredWholeAndCannotBeCreatedAgain() {
        // Given
        String id = created("deleted");

        // When
        Answer deleted = delete(id, 1);
        Answer again = create(id, "back again");

        // Then
        assertThat(deleted.object("deletePost"))
                .containsEntry("title", "deleted")
                .containsEntry("_deleted", true)
                .containsEntry("_version", 2);
        assertThat(again.errors())
                .singleElement()
                .extracting("errorType")
                .isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void aSubscriptionWithNullVariablesTellsNestedConnections() {
        // Given
        try (TestSocket socket =
                TestSocket.connect(backend, TestSocket.Handshake.HTTP_HEADERS, TestBackend.API_KEY)
                        .initialised()) {
            socket.start(
                    "one",
                    "subscription OnCreatePost { onCreatePost { %s } }".formatted(POST),
                    null,
                    TestBackend.API_KEY);
            assertThat(socket.next()).isEqualTo(Map.of("id", "one", "type", "start_ack"));

            // When
            String id = created("told");

            // Then
            Map<String, Object> frame = socket.next(1).getFirst();
            assertThat(frame).containsEntry("id", "one").containsEntry("type", "data");
            Map<?, ?> payload = (Map<?, ?>) frame.get("payload");
            assertThat(payload.keySet()).isEqualTo(Set.of("data"));
            Map<?, ?> post = (Map<?, ?>) ((Map<?, ?>) payload.get("data")).get("onCreatePost");
            assertThat(post)
                    .extracting("id", "__typename", "_version", "_deleted")
                    .containsExactly(id, "Post", 1, null);

            // When
            socket.send("{\"id\":\"one\",\"type\":\"stop\"}");
            created("told to nobody");

            // Then
            assertThat(socket.next(1).getFirst())
                    .isEqualTo(Map.of("id", "one", "type", "complete"));
            socket.subscribed("two", "subscription OnUpdatePost { onUpdatePost { id } }");
        }
    }

    private static String created(String title) {
        String id = UUID.randomUUID().toString();
        assertThat(create(id, title).errors()).isEmpty();
        return id;
    }

    private static Answer create(String id, String title) {
        return backend.call(
                "mutation CreatePost($input: CreatePostInput!) { createPost(input: $input) { %s } }"
                        .formatted(POST),
                Map.of("input", Map.of("id", id, "title", title, "rating", 5)));
    }

    private static Answer createdComment(String post) {
        return backend.call(
                "mutation CreateComment($input: CreateCommentInput!) {"
                        + " createComment(input: $input) { %s } }".formatted(COMMENT),
                Map.of(
                        "input",
                        input(
                                "content",
                                "toast",
                                "createdAt",
                                null,
                                "id",
                                UUID.randomUUID().toString(),
                                "postID",
                                post)));
    }

    private static Answer update(
            String id, Map<String, @Nullable Object> fields, @Nullable Map<String, ?> condition) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        Map<String, @Nullable Object> input = new HashMap<>(fields);
        input.put("id", id);
        variables.put("input", input);
        variables.put("condition", condition);
        return backend.call(
                "mutation UpdatePost($condition: ModelPostConditionInput, $input: UpdatePostInput!)"
                        + " { updatePost(condition: $condition, input: $input) { %s } }"
                                .formatted(POST),
                variables);
    }

    private static Answer delete(String id, int version) {
        return backend.call(
                "mutation DeletePost($input: DeletePostInput!) { deletePost(input: $input) { %s } }"
                        .formatted(POST),
                Map.of("input", Map.of("id", id, "_version", version)));
    }

    private static Map<String, @Nullable Object> input(@Nullable Object... pairs) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        for (int place = 0; place < pairs.length; place += 2) {
            fields.put(String.valueOf(pairs[place]), pairs[place + 1]);
        }
        return fields;
    }

    private static Map<String, Object> itemOf(Answer page, String id) {
        return page.items("syncPosts").stream()
                .filter(item -> id.equals(item.get("id")))
                .findFirst()
                .orElseThrow();
    }
}
