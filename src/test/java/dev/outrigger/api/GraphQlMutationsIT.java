package dev.outrigger.api;

import static dev.outrigger.api.GraphQlClient.problemOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Mutations on `/graphql`: they are edits like those of REST.
@ParameterizedClass
@EnumSource(TestReplica.class)
class GraphQlMutationsIT extends OnEveryReplica {
    private GraphQlClient graphQl;

    @BeforeEach
    void connect() {
        graphQl = new GraphQlClient(server);
    }

    /// A post that the backend has in this version.
    private void acknowledged(String id, long version) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("title", "theirs");
        fields.put("status", "ACTIVE");
        fields.put("extra", Map.of("kept", 1));
        Item item = Item.of(TestSchema.read().required("Post"), fields);
        store.apply(
                        "Post",
                        List.of(
                                new RemoteItem(
                                        item,
                                        new Version(version),
                                        Instant.ofEpochMilli(5),
                                        Presence.LIVE)),
                        null)
                .toCompletableFuture()
                .join();
    }

    private List<?> outbox() {
        return (List<?>) server.get("/v1/outbox").get("mutations");
    }

    @Test
    void createStoresLocallyAndWaitsInTheOutbox() {
        // When
        Map<?, ?> created =
                (Map<?, ?>)
                        graphQl.data(
                                        """
                                        mutation Create($input: CreatePostInput!) {
                                          createPost(input: $input) {
                                            id title rating extra _version _pending
                                          }
                                        }
                                        """,
                                        Map.of(
                                                "input",
                                                Map.of(
                                                        "title", "T",
                                                        "status", "ACTIVE",
                                                        "rating", 5,
                                                        "extra", "{\"a\":1}")))
                                .get("createPost");

        // Then
        assertThat(created.get("_version")).isNull();
        assertThat(created.get("_pending")).isEqualTo(true);
        assertThat(created.get("extra")).isEqualTo("{\"a\":1}");
        assertThat(server.get("/v1/models/Post/" + created.get("id")).json())
                .containsEntry("rating", 5)
                .containsEntry("extra", Map.of("a", 1));
        assertThat(outbox()).hasSize(1);
    }

    @Test
    void mutationsOfOneDocumentHappenInTheirOrder() {
        // When
        Map<?, ?> data =
                graphQl.data(
                        """
                        mutation {
                          a: createPost(input: {id: "p1", title: "1", status: ACTIVE}) { title }
                          b: updatePost(input: {id: "p1", title: "2"}) { title }
                          c: createComment(input: {id: "c1", content: "x", postID: "p1"}) {
                            post { title comments { items { id } } }
                          }
                          d: deleteComment(input: {id: "c1"}) { id _deleted _pending }
                          e: createComment(input: {id: "c2", content: "x", postID: "p1"}) {
                            post { comments { items { id } } }
                          }
                        }
                        """);

        // Then
        assertThat(data.toString())
                .isEqualTo(
                        "{a={title=1}, b={title=2},"
                                + " c={post={title=2, comments={items=[{id=c1}]}}},"
                                + " d={id=c1, _deleted=true, _pending=false},"
                                + " e={post={comments={items=[{id=c2}]}}}}");
    }

    @Test
    void updateReplacesWhatIsGivenAsAWhole() {
        // Given
        acknowledged("p1", 3);

        // When
        Object updated =
                graphQl.only(
                        """
                        mutation {
                          updatePost(
                            input: {id: "p1", extra: "{\\"new\\":2}", rating: null, _version: 3}
                          ) { title extra _version _lastChangedAt _pending }
                        }
                        """);

        // Then
        assertThat(updated.toString())
                .isEqualTo(
                        "{title=theirs, extra={\"new\":2}, _version=3, _lastChangedAt=5,"
                                + " _pending=true}");
    }

    @Test
    void anotherVersionIsAConflictThatTellsWhatIsStored() {
        // Given
        acknowledged("p1", 3);

        // When
        Map<String, @Nullable Object> error =
                graphQl.error(
                        "mutation { updatePost(input: {id: \"p1\", title: \"mine\", _version: 2})"
                                + " { id name: title _version } }");

        // Then
        assertThat(error).containsEntry("errorType", "ConflictUnhandled");
        assertThat(error.get("data").toString()).isEqualTo("{id=p1, name=theirs, _version=3}");
        assertThat(error.get("path")).isEqualTo(List.of("updatePost"));
        assertThat(problemOf(error))
                .containsEntry("type", "urn:outrigger:problem:version-differs")
                .containsEntry("status", 412);
        assertThat(outbox()).isEmpty();
    }

    @Test
    void conditionsAreTestedHereAndTravel() {
        // Given
        acknowledged("p1", 1);

        // When
        Map<String, @Nullable Object> refused =
                graphQl.error(
                        "mutation { updatePost(input: {id: \"p1\", rating: 1}, condition: {title:"
                                + " {eq: \"ours\"}}) { id } }");
        graphQl.only(
                "mutation { updatePost(input: {id: \"p1\", rating: 1}, condition: {title: {eq:"
                        + " \"theirs\"}, _deleted: {ne: true}}) { id } }");

        // Then
        assertThat(refused).containsEntry("errorType", "ConditionalCheckFailedException");
        assertThat(problemOf(refused))
                .containsEntry("type", "urn:outrigger:problem:condition-false");
        assertThat(
                        store.outbox(0, 10)
                                .toCompletableFuture()
                                .join()
                                .getFirst()
                                .mutation()
                                .condition())
                .isInstanceOfSatisfying(
                        Predicate.Test.class,
                        test -> assertThat(test.operands()).containsExactly("theirs"));
    }

    @Test
    void whatIsNotThereOrThereAlreadyFailsItsCheck() {
        // Given
        acknowledged("p1", 1);

        // Then
        assertThat(refusal("createPost(input: {id: \"p1\", title: \"t\", status: ACTIVE})"))
                .isEqualTo("ConditionalCheckFailedException item-exists");
        assertThat(refusal("updatePost(input: {id: \"none\", title: \"t\"})"))
                .isEqualTo("ConditionalCheckFailedException item-unknown");
        assertThat(refusal("deletePost(input: {id: \"none\"})"))
                .isEqualTo("ConditionalCheckFailedException item-unknown");
        assertThat(refusal("updatePost(input: {id: \"p1\", title: null})"))
                .isEqualTo("BadRequest item-invalid");
        assertThat(
                        refusal(
                                "createPost(input: {title: \"t\", status: ACTIVE}, condition:"
                                        + " {title: {eq: \"x\"}})"))
                .isEqualTo("ConditionalCheckFailedException condition-false");
        assertThat(outbox()).isEmpty();
    }

    private String refusal(String mutation) {
        Map<String, @Nullable Object> error = graphQl.error("mutation { " + mutation + " { id } }");
        String type = String.valueOf(problemOf(error).get("type"));
        return error.get("errorType") + " " + type.replace("urn:outrigger:problem:", "");
    }

    @Test
    void deletedItemsAreAnsweredAsTombstonesWithTheirChildren() {
        // Given
        acknowledged("p1", 4);
        server.post(
                "/v1/models/Comment", "{\"id\": \"c1\", \"postID\": \"p1\", \"content\": \"x\"}");

        // When
        Object deleted =
                graphQl.only(
                        "mutation { deletePost(input: {id: \"p1\", _version: 4}) { id title"
                                + " _version _deleted _pending } }");

        // Then
        assertThat(deleted.toString())
                .isEqualTo("{id=p1, title=theirs, _version=4, _deleted=true, _pending=true}");
        assertThat(server.get("/v1/models/Post/p1").status()).isEqualTo(404);
        assertThat(server.get("/v1/models/Comment/c1").status()).isEqualTo(404);
    }
}
