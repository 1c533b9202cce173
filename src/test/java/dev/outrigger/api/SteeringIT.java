package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The outbox, the engine and the probes.
@ParameterizedClass
@EnumSource(TestReplica.class)
class SteeringIT extends OnEveryReplica {
    @Test
    void listsTheOutbox() {
        // Given
        aPost("p1", 1);
        server.put("/v1/models/Inventory/a/1/b", "{\"count\": 3}");
        aPost("p2", 1);

        // When
        Answer first = server.get("/v1/outbox?limit=2");
        Answer second = server.get("/v1/outbox?limit=2&cursor=" + first.get("nextCursor"));
        Answer ofPost = server.get("/v1/outbox?model=Post&limit=1");
        Answer ofPostNext =
                server.get("/v1/outbox?model=Post&limit=1&cursor=" + ofPost.get("nextCursor"));

        // Then
        assertThat(mutations(first)).extracting("model").containsExactly("Post", "Inventory");
        assertThat(mutations(first).get(1))
                .containsEntry("key", Map.of("productId", "a", "warehouse", 1, "name", "b"))
                .containsEntry("operation", "create")
                .containsEntry("changedFields", List.of("count"))
                .containsEntry("attempts", 0)
                .containsEntry("standing", "waiting")
                .containsEntry("baseVersion", null)
                .containsEntry("lastAttemptAt", null)
                .containsKeys("id", "ageMs", "lastError");
        assertThat(server.get("/v1/outbox/" + mutations(first).getFirst().get("id")).get("key"))
                .isEqualTo(Map.of("id", "p1"));
        assertProblem(server.get("/v1/outbox/4711"), 404, "mutation-unknown");
        assertThat(mutations(second)).extracting("model").containsExactly("Post");
        assertThat(second.get("nextCursor")).isNull();
        assertThat(mutations(ofPostNext)).hasSize(1);
        assertThat(mutations(ofPostNext).getFirst().get("key")).isEqualTo(Map.of("id", "p2"));
        assertProblem(server.get("/v1/outbox?cursor=x"), 400, "cursor-invalid");
        assertProblem(server.get("/v1/outbox?model=Nope"), 404, "model-unknown");
    }

    @Test
    void showsTheEngineAndTheOutbox() {
        // Given
        aPost("p1", 1);

        // When
        Answer status = server.get("/v1/sync");

        // Then
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.json())
                .containsEntry("state", "caught-up")
                .containsEntry("asOf", 1_772_443_900_000L)
                .containsEntry("reason", null)
                .containsEntry("phase", "caught-up")
                .containsEntry("connected", true)
                .containsEntry("lastError", null);
        assertThat(status.get("models"))
                .isEqualTo(
                        List.of(
                                withNulls(
                                        "model",
                                        "Post",
                                        "mode",
                                        "both",
                                        "state",
                                        "caught-up",
                                        "asOf",
                                        1_772_443_900_000L,
                                        "reason",
                                        null,
                                        "pull",
                                        "synced",
                                        "received",
                                        1_500,
                                        "pages",
                                        2,
                                        "lastSyncedAt",
                                        1_772_443_800_000L,
                                        "lastError",
                                        null)));
        assertThat((Map<?, ?>) status.get("outbox"))
                .extracting("count", "held")
                .containsExactly(1, 0);
    }

    @Test
    void startsAndStopsTheEngine() {
        assertThat(server.post("/v1/sync/stop", "").json()).containsEntry("state", "stopped");
        Answer started = server.post("/v1/sync/start", "");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json())
                .containsEntry("state", "local-ready")
                .containsEntry("phase", "connecting");
        assertThat(server.post("/v1/sync/now", "").status()).isEqualTo(202);
    }

    @Test
    void aStopTellsWhatItCancelled() {
        assertThat(server.post("/v1/sync/stop", "").json()).containsEntry("cancelledCalls", 2);
    }

    @Test
    void R12_clearRefusesWithTheCountWhileMutationsArePendingUnlessForced() {
        // Given
        aPost("p1", 1);
        aPost("p2", 1);

        // When
        Answer refused = server.post("/v1/clear", "");
        Answer stillRefused = server.post("/v1/clear?force=false", "");
        Answer forced = server.post("/v1/clear?force=true", "");

        // Then
        assertProblem(refused, 409, "outbox-not-empty");
        assertThat(refused.json()).containsEntry("count", 2);
        assertProblem(stillRefused, 409, "outbox-not-empty");
        assertThat(forced.status()).isEqualTo(200);
        assertThat(forced.json()).containsEntry("mutations", 2).containsEntry("seq", 3);
        assertThat((Map<?, ?>) forced.get("items")).extracting("Post").isEqualTo(2);
        assertThat(server.get("/v1/models/Post/count").json()).containsEntry("count", 0);
        assertProblem(server.post("/v1/clear?force=yes", ""), 400, "parameter-invalid");
    }

    @Test
    void AC152_whoObservesIsSentBackToAQueryByAClearAndALiveQueryGoesOn() {
        // Given
        aPost("p1", 1);
        ObserveClient changes = observing(since(1));
        changes.next("started");
        ObserveClient query =
                observing("{\"type\": \"observeQuery\", \"id\": \"2\", \"model\": \"Post\"}");
        query.next("started");
        assertThat((List<?>) query.next("snapshot").get("items")).hasSize(1);

        // When
        server.post("/v1/clear?force=true", "");

        // Then
        assertThat(problem(changes, "1"))
                .extracting("type", "oldestSeq")
                .containsExactly("urn:outrigger:problem:since-too-old", 3);
        assertThat((List<?>) query.next("snapshot").get("items")).isEmpty();
        aPost("p2", 1);
        assertThat((List<?>) query.next("snapshot").get("items")).hasSize(1);
        changes.send(since(2));
        changes.next("started");
        assertThat(changes.next("change")).containsEntry("seq", 3);
    }

    @Test
    void isLiveAndReady() {
        assertThat(server.get("/health/live").json()).containsEntry("status", "UP");
        assertThat(server.get("/health/ready").json()).containsEntry("status", "UP");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> mutations(Answer answer) {
        return (List<Map<String, @Nullable Object>>) answer.get("mutations");
    }

    private static Map<String, @Nullable Object> withNulls(@Nullable Object... entries) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int entry = 0; entry < entries.length; entry += 2) {
            map.put((String) entries[entry], entries[entry + 1]);
        }
        return map;
    }
}
