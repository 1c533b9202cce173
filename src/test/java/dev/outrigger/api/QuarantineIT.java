package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Seeing and forgetting what could not be taken in, over HTTP.
class QuarantineIT {
    private static final Instant NOW = Instant.ofEpochMilli(1_795_181_809_840L);

    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(TestSchema.read(), () -> NOW);
    private ApiServer server;

    @BeforeEach
    void serve() {
        server = ApiServer.of(store);
        store.apply(
                "Note",
                List.of(),
                List.of(
                        new UnreadItem(
                                "Note",
                                new ItemKey("Note", List.of("n1")),
                                new Version(3),
                                "{\"id\": \"n1\", \"_version\": 3, \"stars\": \"many\"}",
                                "/stars is text that cannot be taken as Int"),
                        new UnreadItem("Note", null, null, "null", "it is null, not an object"),
                        new UnreadItem("Note", null, null, "{\"half", "it is text")),
                null);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> quarantined(Answer answer) {
        return (List<Map<String, @Nullable Object>>) answer.get("quarantined");
    }

    @Test
    void AC115_listsThemInPagesWithWhatTheBackendSent() {
        // When
        Answer first = server.get("/v1/quarantine?model=Note&limit=2");
        Answer second = server.get("/v1/quarantine?limit=2&cursor=" + first.get("nextCursor"));

        // Then
        assertThat(quarantined(first)).hasSize(2);
        assertThat(quarantined(first).getFirst())
                .isEqualTo(server.get("/v1/quarantine/1").json())
                .containsEntry("model", "Note")
                .containsEntry("key", "n1")
                .containsEntry("version", 3)
                .containsEntry("item", Map.of("id", "n1", "_version", 3, "stars", "many"))
                .containsEntry("reason", "/stars is text that cannot be taken as Int")
                .containsEntry("firstSeenAt", NOW.toEpochMilli())
                .containsEntry("lastSeenAt", NOW.toEpochMilli())
                .containsEntry("timesSeen", 1);
        assertThat(quarantined(first).getLast())
                .containsEntry("key", null)
                .containsEntry("version", null)
                .containsEntry("item", null);
        assertThat(quarantined(second))
                .singleElement()
                .satisfies(each -> assertThat(each).containsEntry("item", "{\"half"));
        assertThat(second.get("nextCursor")).isNull();
        assertThat(quarantined(server.get("/v1/quarantine?model=Gone"))).isEmpty();
        assertThat(server.get("/v1/sync").get("quarantined")).isEqualTo(3);
    }

    @Test
    void forgetsOneAndOnlyOnce() {
        assertThat(server.delete("/v1/quarantine/1").json()).containsEntry("key", "n1");
        assertThat(server.get("/v1/sync").get("quarantined")).isEqualTo(2);
        assertProblem(server.delete("/v1/quarantine/1"), 404, "quarantined-unknown");
        assertProblem(server.get("/v1/quarantine/1"), 404, "quarantined-unknown");
    }
}
