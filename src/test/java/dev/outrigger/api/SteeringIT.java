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
                .containsEntry("connected", true)
                .containsEntry("lastError", null);
        assertThat(status.get("models"))
                .isEqualTo(
                        List.of(
                                withNulls(
                                        "model",
                                        "Post",
                                        "state",
                                        "synced",
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
        assertThat(started.json()).containsEntry("state", "connecting");
        assertThat(server.post("/v1/sync/now", "").status()).isEqualTo(202);
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
