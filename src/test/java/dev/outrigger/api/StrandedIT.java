package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.contract.Mutation;
import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Seeing and forgetting what the schema cannot say any more, over HTTP.
class StrandedIT {
    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    private ApiServer server;

    @BeforeEach
    void serve() {
        server = ApiServer.of(store);
        for (long id = 7; id <= 9; id++) {
            store.stranded()
                    .strand(
                            new StrandedMutation(
                                    id,
                                    id == 8 ? "Gone" : "Note",
                                    "n" + id,
                                    Mutation.Kind.UPDATE,
                                    Map.of("kind", "B"),
                                    null,
                                    "why",
                                    Instant.ofEpochMilli(1),
                                    Instant.ofEpochMilli(2)));
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> stranded(Answer answer) {
        return (List<Map<String, @Nullable Object>>) answer.get("stranded");
    }

    @Test
    void listsThemInPagesAlsoThoseOfAModelThatIsGone() {
        // When
        Answer first = server.get("/v1/stranded?limit=2");
        Answer second = server.get("/v1/stranded?limit=2&cursor=" + first.get("nextCursor"));
        Answer gone = server.get("/v1/stranded?model=Gone");

        // Then
        assertThat(stranded(first)).extracting("id").containsExactly(7, 8);
        assertThat(stranded(second)).extracting("id").containsExactly(9);
        assertThat(second.get("nextCursor")).isNull();
        assertThat(stranded(gone))
                .singleElement()
                .isEqualTo(server.get("/v1/stranded/8").json())
                .satisfies(
                        each ->
                                assertThat(each)
                                        .containsEntry("model", "Gone")
                                        .containsEntry("key", "n8")
                                        .containsEntry("operation", "update")
                                        .containsEntry("input", Map.of("kind", "B"))
                                        .containsEntry("condition", null)
                                        .containsEntry("reason", "why")
                                        .containsEntry("savedAt", 1)
                                        .containsEntry("strandedAt", 2));
        assertThat(server.get("/v1/sync").get("stranded")).isEqualTo(3);
    }

    @Test
    void forgetsOneAndOnlyOnce() {
        assertThat(server.delete("/v1/stranded/7").json()).containsEntry("id", 7);
        assertThat(server.get("/v1/sync").get("stranded")).isEqualTo(2);
        assertProblem(server.delete("/v1/stranded/7"), 404, "stranded-unknown");
        assertProblem(server.get("/v1/stranded/7"), 404, "stranded-unknown");
    }
}
