package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;
import static dev.outrigger.replica.StoreProbe.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/// Seeing, mending, retrying and giving up what the backend refused, over HTTP.
@ParameterizedClass
@EnumSource(TestReplica.class)
class DeadLettersIT extends OnEveryReplica {
    /// A create of a post that the backend refused.
    private long refused(String id) {
        aPost(id, 1);
        long mutation = await(store.outbox(0, 100)).getLast().id();
        Claimed claimed = await(store.claim(List.of(mutation))).getFirst();
        await(
                store.settle(
                        claimed.mutation(),
                        new Verdict.Refused(
                                Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long"))));
        return mutation;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> letters(Answer answer) {
        return (List<Map<String, @Nullable Object>>) answer.get("deadLetters");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Answer answer, String name) {
        return (Map<String, @Nullable Object>) answer.get(name);
    }

    @Test
    void AC95_showsWhatTheBackendRefusedAndWhy() {
        // Given
        long id = refused("p1");
        refused("p2");

        // When
        Answer first = server.get("/v1/dead-letters?model=Post&limit=1");
        Answer second = server.get("/v1/dead-letters?limit=1&cursor=" + first.get("nextCursor"));
        Answer one = server.get("/v1/dead-letters/" + id);

        // Then
        assertThat(letters(first)).hasSize(1);
        assertThat(letters(first).getFirst()).isEqualTo(one.json());
        assertThat(letters(second).getFirst()).containsEntry("key", Map.of("id", "p2"));
        assertThat(one.json())
                .containsEntry("model", "Post")
                .containsEntry("operation", "create")
                .containsEntry("policy", "hold")
                .containsEntry("errorType", "BadRecord")
                .containsEntry(
                        "errors", List.of(Map.of("errorType", "BadInput", "message", "too long")))
                .containsEntry("base", null)
                .containsEntry("attempts", 1);
        assertThat(object(one, "input")).containsEntry("title", "t");
        assertThat(object(one, "item")).containsEntry("id", "p1");
        assertThat(server.get("/v1/sync").get("deadLetters"))
                .isEqualTo(Map.of("count", 2, "holding", 2));
    }

    @Test
    void retriesWithAPatch() {
        // Given
        long id = refused("p1");

        // When
        Answer answer = server.post("/v1/dead-letters/" + id + "/retry", "{\"title\": \"short\"}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(object(answer, "item")).containsEntry("title", "short");
        assertThat(await(store.outbox(0, 10)).getFirst().mutation().fields())
                .containsEntry("title", "short");
        assertThat(letters(server.get("/v1/dead-letters"))).isEmpty();
    }

    @Test
    void retriesWithoutABody() {
        // Given
        long id = refused("p1");

        // When
        Answer answer =
                server.send(
                        server.request("/v1/dead-letters/" + id + "/retry")
                                .POST(HttpRequest.BodyPublishers.noBody()));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(letters(server.get("/v1/dead-letters"))).isEmpty();
    }

    @Test
    void givesUpAndAnswersTheItemThatIsLeft() {
        // Given
        long id = refused("p1");

        // When
        Answer answer = server.delete("/v1/dead-letters/" + id);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("item", null).containsEntry("model", "Post");
        assertThat(server.get("/v1/models/Post/p1").status()).isEqualTo(404);
        assertProblem(server.delete("/v1/dead-letters/" + id), 404, "dead-letter-unknown");
    }

    @Test
    void refusesWhatIsNotThereOrDoesNotFit() {
        // Given
        long id = refused("p1");
        String retry = "/v1/dead-letters/" + id + "/retry";

        // Then
        assertProblem(server.get("/v1/dead-letters/4711"), 404, "dead-letter-unknown");
        assertProblem(server.post("/v1/dead-letters/4711/retry", "{}"), 404, "dead-letter-unknown");
        assertProblem(server.post(retry, "{\"rating\": \"many\"}"), 400, "item-invalid");
        assertProblem(server.post(retry, "{\"nope\": 1}"), 400, "item-invalid");
        assertProblem(server.post(retry, "{\"id\": \"p9\"}"), 400, "item-invalid");
        assertProblem(server.get("/v1/dead-letters?cursor=x"), 400, "cursor-invalid");
        assertProblem(server.get("/v1/dead-letters?model=Nope"), 404, "model-unknown");
        assertThat(letters(server.get("/v1/dead-letters"))).hasSize(1);
    }
}
