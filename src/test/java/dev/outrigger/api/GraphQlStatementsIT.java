package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.Database;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.StatementRecorder;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Relations are read level by level: the number of statements is that of the levels, however many
/// items there are.
class GraphQlStatementsIT {
    private static final int POSTS = 12;

    private static StatementRecorder recorder;
    private static PostgresReplicaStore store;
    private static ApiServer server;

    @BeforeAll
    static void start() {
        recorder = StatementRecorder.before(TestDatabase.fresh("graphql"));
        store =
                PostgresReplicaStore.open(
                        Database.open(recorder.url()),
                        ReplicaSetup.of("statements", TestSchema.read(), SyncPolicies.usual()));
        server =
                new ApiServer(
                        ApiServer.Parts.of(store, TextSearch.nowhere()),
                        new FakeSyncControl(),
                        ApiSettings.loopback(0));
        for (int post = 1; post <= POSTS; post++) {
            server.post(
                    "/v1/models/Post",
                    "{\"id\": \"p%d\", \"title\": \"t\", \"status\": \"ACTIVE\", \"rating\": %d}"
                            .formatted(post, post));
            for (int comment = 1; comment <= 3; comment++) {
                server.post(
                        "/v1/models/Comment",
                        "{\"id\": \"c%1$d-%2$d\", \"postID\": \"p%1$d\", \"content\": \"x\"}"
                                .formatted(post, comment));
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        store.close();
        recorder.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, POSTS})
    void statementsAreAsManyAsLevels(int posts) {
        // Given
        recorder.selects();

        // When
        Object page =
                new GraphQlClient(server)
                        .only(
                                """
                                { listPosts(filter: {rating: {le: %d}}) { items {
                                    comments(limit: 2) { items { post { title } } nextToken }
                                } } }
                                """
                                        .formatted(posts));

        // Then
        List<?> comments = GraphQlClient.each(page, "comments");
        assertThat(comments)
                .hasSize(posts)
                .allSatisfy(each -> assertThat(GraphQlClient.each(each, "post")).hasSize(2));
        assertThat(recorder.selects()).hasSize(3);
    }
}
