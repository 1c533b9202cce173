package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.Database;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.testing.StatementRecorder;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is included costs a statement for each level, and none for each item.
class IncludeStatementsIT {
    private static final int POSTS = 100;

    @Test
    void includesCostOneStatementForEachLevelHoweverManyItemsThereAre() {
        try (StatementRecorder recorder = StatementRecorder.before(TestDatabase.fresh("include"));
                Database database = Database.open(recorder.url());
                PostgresReplicaStore store =
                        PostgresReplicaStore.open(
                                database, ReplicaSetup.of("include", TestSchema.read()));
                ApiServer server =
                        new ApiServer(
                                ApiServer.Parts.of(store, TextSearch.nowhere()),
                                new FakeSyncControl(),
                                ApiSettings.loopback(0))) {
            // Given
            String operations =
                    IntStream.range(0, POSTS)
                            .mapToObj(IncludeStatementsIT::withComments)
                            .collect(Collectors.joining(","));
            assertThat(server.post("/v1/batch", "{\"operations\": [" + operations + "]}").status())
                    .isEqualTo(200);
            recorder.selects();

            // When
            ApiServer.Answer answer =
                    server.get("/v1/models/Post?limit=100&include=comments.post.comments");

            // Then
            assertThat(answer.items()).hasSize(POSTS);
            assertThat(recorder.selects()).hasSize(4);
        }
    }

    private static String withComments(int number) {
        return """
        {"op": "create", "model": "Post",
         "item": {"id": "p%1$d", "title": "t", "status": "ACTIVE"}},
        {"op": "create", "model": "Comment",
         "item": {"id": "a%1$d", "content": "x", "postID": "p%1$d"}},
        {"op": "create", "model": "Comment",
         "item": {"id": "b%1$d", "content": "x", "postID": "p%1$d"}}\
        """
                .formatted(number);
    }
}
