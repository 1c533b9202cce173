package dev.outrigger.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestBackend.Answer;
import dev.outrigger.testing.TestSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// What Amplify's Swift client sends, which cannot run here: named operations, `__typename` in
/// every selection, which it needs to read any answer, and metadata as numbers.
class SwiftRequestsIT {
    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
              rating: Int
              comments: [Comment] @hasMany
            }
            type Comment @model {
              id: ID!
              content: String!
              post: Post @belongsTo
            }
            """;
    private static final String METADATA = "__typename\n_version\n_deleted\n_lastChangedAt\n";
    private static final String POST = "id\ncreatedAt\nrating\ntitle\nupdatedAt\n" + METADATA;
    private static final String COMMENT =
            "id\ncontent\ncreatedAt\nupdatedAt\npost { id __typename _deleted }\n" + METADATA;

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
    void everyMutationAnswersAMutationSyncResult() {
        // When
        String id = UUID.randomUUID().toString();
        Answer created = mutate("Create", Map.of("id", id, "title", "A", "rating", 1));
        Answer updated = mutate("Update", Map.of("id", id, "title", "B", "_version", 1));
        Answer deleted = mutate("Delete", Map.of("id", id, "_version", 2));

        // Then
        assertSyncResult(created.object("createPost"), 1, null);
        assertSyncResult(updated.object("updatePost"), 2, null);
        assertSyncResult(deleted.object("deletePost"), 3, true);
        assertThat(deleted.object("deletePost")).containsEntry("title", "B");
    }

    private static void assertSyncResult(Map<String, Object> item, int version, Object deleted) {
        assertThat(item)
                .containsEntry("__typename", "Post")
                .containsEntry("_version", version)
                .containsEntry("_deleted", deleted);
        assertThat(item.get("_lastChangedAt")).isInstanceOf(Long.class).asString().hasSize(13);
        assertThat(item.get("createdAt").toString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void aConflictCarriesAnItemThatCanBeRead() {
        // Given
        String id = created("theirs");
        mutate("Update", Map.of("id", id, "rating", 3, "_version", 1));

        // When
        Answer answer = mutate("Delete", Map.of("id", id, "_version", 1));

        // Then
        assertThat(answer.body()).containsEntry("data", onlyNull("deletePost"));
        assertThat(answer.errors())
                .singleElement()
                .extracting("errorType")
                .isEqualTo("ConflictUnhandled");
        Map<?, ?> item = (Map<?, ?>) answer.errors().getFirst().get("data");
        assertThat(item)
                .extracting("__typename", "id", "title", "rating", "_version", "_deleted")
                .containsExactly("Post", id, "theirs", 3, 2, null);
    }

    @Test
    void anUpdateOfADeletedItemCarriesTheTombstone() {
        // Given
        String id = created("gone");
        mutate("Delete", Map.of("id", id, "_version", 1));

        // When
        Answer answer = mutate("Update", Map.of("id", id, "title", "still here", "_version", 1));

        // Then
        assertThat(answer.errors())
                .singleElement()
                .extracting("errorType")
                .isEqualTo("ConflictUnhandled");
        assertThat(answer.errors().getFirst().get("data"))
                .extracting("__typename", "_deleted", "_version")
                .containsExactly("Post", true, 2);
    }

    @Test
    void syncPagesByArgumentsInItsOwnOrder() {
        // Given
        String document =
                """
                query SyncPosts($lastSync: AWSTimestamp, $limit: Int, $nextToken: String) {
                  syncPosts(lastSync: $lastSync, limit: $limit, nextToken: $nextToken) {
                    items {
                      %s
                    }
                    nextToken
                    startedAt
                  }
                }
                """
                        .formatted(POST);
        created("one");
        created("two");

        // When
        Answer first = backend.call(document, Map.of("limit", 1));
        Map<String, Object> more = new HashMap<>();
        more.put("limit", 1);
        more.put("nextToken", first.object("syncPosts").get("nextToken"));
        Answer second = backend.call(document, more);

        // Then
        assertThat(first.items("syncPosts")).hasSize(1);
        assertThat(second.items("syncPosts"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.items("syncPosts"));
        assertThat(second.object("syncPosts").get("startedAt"))
                .isEqualTo(first.object("syncPosts").get("startedAt"));
    }

    @Test
    void getOfAnUnknownItemIsNullWithoutAnError() {
        // When
        Answer answer =
                backend.call(
                        "query GetPost($id: ID!) { getPost(id: $id) { %s } }".formatted(POST),
                        Map.of("id", UUID.randomUUID().toString()));

        // Then
        assertThat(answer.body()).isEqualTo(Map.of("data", onlyNull("getPost")));
    }

    @Test
    void aChildIsWrittenByTheImpliedForeignKeyAndReadWithItsParent() {
        // Given
        String post = created("parent");

        // When
        Answer answer =
                backend.call(
                        """
                        mutation CreateComment($input: CreateCommentInput!) {
                          createComment(input: $input) { %s }
                        }
                        """
                                .formatted(COMMENT),
                        Map.of("input", Map.of("content", "c", "postCommentsId", post)));

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("createComment").get("post"))
                .extracting("id", "__typename", "_deleted")
                .containsExactly(post, "Post", null);
    }

    @Test
    void everySubscriptionStartsOnASocketWithPlainHeadersAndStaysQuietAfterStop() {
        // Given
        try (TestSocket socket =
                TestSocket.connect(backend, TestSocket.Handshake.HTTP_HEADERS, TestBackend.API_KEY)
                        .initialised()) {
            for (String kind : List.of("Create", "Update", "Delete")) {
                socket.subscribed(
                        kind,
                        "subscription On%1$sPost {\n  on%1$sPost {\n%2$s  }\n}"
                                .formatted(kind, POST));
            }

            // When
            String id = created("told");
            mutate("Update", Map.of("id", id, "title", "told again", "_version", 1));
            mutate("Delete", Map.of("id", id, "_version", 2));

            // Then
            assertThat(socket.next(3))
                    .extracting(frame -> frame.get("id"))
                    .containsExactly("Create", "Update", "Delete");

            // When
            socket.send("{\"type\":\"stop\",\"id\":\"Create\"}");

            // Then
            assertThat(socket.next(1).getFirst())
                    .isEqualTo(Map.of("id", "Create", "type", "complete"));
            String other = created("not told");
            mutate("Update", Map.of("id", other, "rating", 1, "_version", 1));
            assertThat(socket.next(1).getFirst()).containsEntry("id", "Update");
        }
    }

    private static String created(String title) {
        Map<String, Object> post = mutate("Create", Map.of("title", title)).object("createPost");
        return String.valueOf(post.get("id"));
    }

    private static Answer mutate(String verb, Map<String, ?> input) {
        String field = verb.toLowerCase(Locale.ROOT) + "Post";
        return backend.call(
                "mutation %1$sPost($input: %1$sPostInput!) {\n  %2$s(input: $input) {\n%3$s  }\n}"
                        .formatted(verb, field, POST),
                Map.of("input", input));
    }

    private static Map<String, Object> onlyNull(String field) {
        Map<String, Object> data = new HashMap<>();
        data.put(field, null);
        return data;
    }
}
