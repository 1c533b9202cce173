package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.Database;
import dev.outrigger.testing.ApolloApp;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Apollo Client works with a sidecar whose backend is not there as it would with the backend.
class ApolloIT {
    /// Nothing listens there.
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/graphql");

    private static final String CREATE =
            """
            mutation CreatePost($input: CreatePostInput!, $condition: ModelPostConditionInput) {
              createPost(input: $input, condition: $condition) {
                id title rating status createdAt _version _lastChangedAt _deleted __typename
              }
            }
            """;
    private static final String UPDATE =
            """
            mutation UpdatePost($input: UpdatePostInput!) {
              updatePost(input: $input) { id title _version }
            }
            """;
    private static final String LIST =
            """
            query ListPosts($filter: ModelPostFilterInput, $limit: Int, $nextToken: String) {
              listPosts(filter: $filter, limit: $limit, nextToken: $nextToken) {
                items { id title comments { items { id content } nextToken } _version _deleted }
                nextToken
              }
            }
            """;

    private final StartedParts parts = new StartedParts();
    private ApolloApp app;

    @BeforeEach
    void start() {
        RunningSidecar sidecar =
                parts.keep(
                        RunningSidecar.start(
                                "apollo",
                                Database.open(TestDatabase.fresh("apollo")),
                                BlogSchema.SCHEMA,
                                NOWHERE));
        app = parts.keep(ApolloApp.start(sidecar.graphQl()));
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private void create(String id, String title) {
        app.mutate(CREATE, Map.of("input", Map.of("id", id, "title", title, "rating", 4)));
    }

    @Test
    void queriesMutationsAndSubscriptionsWorkOffline() {
        // Given
        eventually(() -> assertThat(app.connected()).isTrue());
        app.subscribe("updated", "subscription { onUpdatePost { id title _version } }");
        app.subscribe(
                "created", "subscription { onCreatePost(filter: {rating: {gt: 3}}) { id title } }");
        // A client is not told when its subscription begins.
        eventually(
                () -> {
                    app.mutate(CREATE, Map.of("input", Map.of("title", "probe", "rating", 4)));
                    assertThat(app.events("created")).isNotEmpty();
                });

        // When
        Map<?, ?> created =
                app.mutate(
                        CREATE,
                        Map.of("input", Map.of("title", "Hello", "status", "ACTIVE", "rating", 5)));
        Object id = ((Map<?, ?>) created.get("createPost")).get("id");
        app.mutate(
                "mutation C($input: CreateCommentInput!) { createComment(input: $input) { id } }",
                Map.of("input", Map.of("id", "c1", "content", "wow", "postID", id)));
        app.mutate(UPDATE, Map.of("input", Map.of("id", id, "title", "Hello again")));
        Map<?, ?> listed = app.query(LIST, Map.of("filter", Map.of("rating", Map.of("eq", 5))));

        // Then
        assertThat(created.toString()).contains("title=Hello,", "__typename=Post", "_version=null");
        assertThat(listed.toString()).contains("Hello again", "content=wow", "nextToken=null");
        eventually(() -> assertThat(app.events("updated")).hasSize(1));
        assertThat(app.events("updated").toString()).contains("title=Hello again");
        assertThat(app.events("created").getLast().toString()).contains("title=Hello", "id=" + id);
    }

    @Test
    void pagesGoOnWithTheirToken() {
        // Given
        create("p1", "one");
        create("p2", "two");
        create("p3", "three");

        // When
        Map<?, ?> first = (Map<?, ?>) app.query(LIST, Map.of("limit", 2)).get("listPosts");
        Map<?, ?> second =
                (Map<?, ?>)
                        app.query(LIST, Map.of("limit", 2, "nextToken", first.get("nextToken")))
                                .get("listPosts");

        // Then
        assertThat((List<?>) first.get("items")).hasSize(2);
        assertThat(second.get("items").toString()).contains("id=p3");
        assertThat(second.get("nextToken")).isNull();
    }

    @Test
    void theCacheTakesInWhatMutationsAnswer() {
        // Given
        create("p1", "one");
        app.watch("watched", "query { getPost(id: \"p1\") { id title _version } }");
        eventually(() -> assertThat(app.events("watched").toString()).contains("title=one"));

        // When
        app.mutate(UPDATE, Map.of("input", Map.of("id", "p1", "title", "other")));

        // Then
        eventually(() -> assertThat(app.events("watched").toString()).contains("title=other"));
    }

    @Test
    void whatIsRefusedReachesTheAppWithErrorTypeAndProblem() {
        // Given
        create("p1", "one");

        // When
        List<?> errors = app.refused(CREATE, Map.of("input", Map.of("id", "p1", "title", "two")));

        // Then
        assertThat(errors).hasSize(1);
        assertThat(errors.toString())
                .contains(
                        "errorType=ConditionalCheckFailedException",
                        "urn:outrigger:problem:item-exists");
    }
}
