package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// A sidecar that keeps a selection of what another one has, on our backend.
class SelectiveSidecarIT {
    private static final String POST = "Post";
    private static final String EXPRESSION = "/v1/sync/expressions/Post";

    private final StartedParts parts = new StartedParts();
    private RunningSidecar author;
    private RunningSidecar reader;

    @BeforeEach
    void start() {
        Schema schema = Schemas.demo();
        TestBackend backend = parts.keep(TestBackend.start(Schemas.demoDocument()));
        Database database = parts.keep(Database.open(TestDatabase.fresh("selective")));
        author = parts.keep(RunningSidecar.start("author", database, schema, backend.endpoint()));
        reader = parts.keep(RunningSidecar.start("reader", database, schema, backend.endpoint()));
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private String post(int rating) {
        return (String)
                author.create(POST, Map.of("title", "t", "status", "ACTIVE", "rating", rating))
                        .get("id");
    }

    private boolean reads(String id) {
        return reader.get(POST, id) != null;
    }

    @Test
    void R5_aSelectionIsChangedAtRuntimeAndFollowed() {
        // Given
        String low = post(2);
        String high = post(8);
        eventually(() -> assertThat(List.of(reads(low), reads(high))).containsExactly(true, true));

        // When
        Map<String, ?> chosen = reader.put(EXPRESSION, Map.of("rating", Map.of("gt", 5)));

        // Then
        assertThat(chosen)
                .isEqualTo(
                        Map.of(
                                "model",
                                POST,
                                "expression",
                                Map.of("rating", Map.of("gt", 5)),
                                "source",
                                "runtime"));
        eventually(() -> assertThat(List.of(reads(low), reads(high))).containsExactly(false, true));

        // When: one leaves, one comes in, one never matched
        author.patch(POST, high, Map.of("rating", 1));
        author.patch(POST, low, Map.of("rating", 9));
        String other = post(3);
        String last = post(7);

        // Then
        eventually(
                () ->
                        assertThat(List.of(reads(high), reads(low), reads(last)))
                                .containsExactly(false, true, true));
        assertThat(reads(other)).isFalse();

        // When
        reader.deleteAt(EXPRESSION);

        // Then
        eventually(
                () ->
                        assertThat(List.of(reads(high), reads(low), reads(other), reads(last)))
                                .containsOnly(true));
    }
}
