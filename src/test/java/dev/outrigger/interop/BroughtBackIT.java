package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;

/// Two sidecars of one backend, one of which deletes what the other brings back.
@Timeout(60)
class BroughtBackIT {
    private static final String DOCUMENT =
            "type Post @model { id: ID! title: String! rating: Int tags: [String] }";

    private final StartedParts parts = new StartedParts();
    private TestBackend backend;
    private RunningSidecar phone;
    private RunningSidecar laptop;

    @BeforeEach
    void start() {
        backend = parts.keep(TestBackend.start(DOCUMENT));
        Database database = parts.keep(Database.open(TestDatabase.fresh("undelete")));
        Schema schema = TestBackend.schemaOf(DOCUMENT);
        phone = parts.keep(RunningSidecar.start("phone", database, schema, backend.endpoint()));
        laptop = parts.keep(RunningSidecar.start("laptop", database, schema, backend.endpoint()));
        phone.create("Post", Map.of("id", "p1", "title", "A", "tags", List.of("x")));
        eventually(() -> assertThat(laptop.get("Post", "p1")).isNotNull());
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private static void settled(RunningSidecar sidecar, int version) {
        eventually(
                () ->
                        assertThat(sidecar.get("Post", "p1"))
                                .containsEntry("_version", version)
                                .containsEntry("_pending", false));
    }

    private void deletedEverywhere(RunningSidecar by) {
        by.delete("Post", "p1");
        eventually(() -> assertThat(phone.get("Post", "p1")).isNull());
        eventually(() -> assertThat(laptop.get("Post", "p1")).isNull());
        eventually(() -> assertThat(mutations(by)).isEmpty());
    }

    private static List<?> mutations(RunningSidecar sidecar) {
        @Nullable Object listed = sidecar.answered("/v1/outbox").get("mutations");
        return listed instanceof List<?> mutations ? mutations : List.of();
    }

    @Test
    void whatOneDeletedTheOtherBringsBackForBoth() {
        // Given
        deletedEverywhere(phone);

        // When
        laptop.undelete("Post", "p1", Map.of("rating", 5));

        // Then
        settled(laptop, 3);
        settled(phone, 3);
        assertThat(phone.get("Post", "p1"))
                .containsEntry("title", "A")
                .containsEntry("rating", 5)
                .containsEntry("tags", List.of("x"));
        assertThat(laptop.answered("/v1/dead-letters").get("deadLetters")).isEqualTo(List.of());
    }

    @Test
    void anItemIsBroughtBackAndChangedWithoutANetworkAndArrivesLater() {
        // Given
        deletedEverywhere(phone);
        phone.stopSync();

        // When
        phone.undelete("Post", "p1", Map.of());
        phone.patch("Post", "p1", Map.of("title", "B"));
        assertThat(phone.get("Post", "p1")).containsEntry("title", "B");
        phone.startSync();

        // Then
        settled(phone, 3);
        settled(laptop, 3);
        assertThat(laptop.get("Post", "p1")).containsEntry("title", "B");
    }

    @Test
    void bothBringItBackAtOnceAndKeepWhatEachOfThemChanged() {
        // Given
        deletedEverywhere(phone);
        phone.stopSync();
        laptop.stopSync();

        // When
        phone.undelete("Post", "p1", Map.of("title", "of the phone", "tags", List.of("y")));
        laptop.undelete("Post", "p1", Map.of("rating", 7));
        phone.startSync();
        laptop.startSync();

        // Then
        settled(phone, 4);
        settled(laptop, 4);
        assertThat(laptop.get("Post", "p1"))
                .containsEntry("title", "of the phone")
                .containsEntry("tags", List.of("y"))
                .containsEntry("rating", 7);
    }

    @Test
    void deletedAndBroughtBackWithoutANetworkItNeverWentAway() {
        // Given
        settled(phone, 1);
        phone.stopSync();

        // When
        phone.delete("Post", "p1");
        phone.undelete("Post", "p1", Map.of());
        phone.startSync();

        // Then
        settled(phone, 1);
        assertThat(laptop.get("Post", "p1")).containsEntry("_version", 1);
    }
}
