package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.outrigger.postgres.Database;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// A device that saved for a long time without a network comes back with an app of another schema.
class SchemaChangeInTheFieldIT {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/graphql");
    private static final int MUTATIONS = 500;
    private static final String BEFORE =
            """
            type Note @model { id: ID! text: String stars: Int mood: String kind: Kind }
            enum Kind { A B }
            """;
    private static final String AFTER =
            """
            type Note @model {
              id: ID!
              text: String
              stars: Float
              kind: Kind
              size: Int! @default(value: "7")
            }
            enum Kind { A }
            """;

    private final StartedParts parts = new StartedParts();

    @AfterEach
    void stop() {
        parts.close();
    }

    @Test
    void R6_everyUnsentMutationIsDeliveredOrKeptWithItsReason() {
        // Given
        Database database = parts.keep(Database.open(TestDatabase.fresh("field")));
        try (RunningSidecar offline =
                RunningSidecar.start("device", database, TestBackend.schemaOf(BEFORE), NOWHERE)) {
            for (int number = 0; number < MUTATIONS; number++) {
                offline.create(
                        "Note",
                        Map.of(
                                "id",
                                "n" + number,
                                "text",
                                "T" + number,
                                "stars",
                                number,
                                "mood",
                                "good",
                                "kind",
                                number % 10 == 0 ? "B" : "A"));
            }
        }

        // When
        TestBackend backend = parts.keep(TestBackend.start(AFTER));
        RunningSidecar online =
                parts.keep(
                        RunningSidecar.start(
                                "device",
                                database,
                                TestBackend.schemaOf(AFTER),
                                backend.endpoint()));

        // Then
        eventually(() -> assertThat(delivered(backend)).hasSize(MUTATIONS - MUTATIONS / 10));
        assertThat(delivered(backend))
                .allSatisfy(
                        note ->
                                assertThat(note)
                                        .containsEntry("kind", "A")
                                        .containsEntry("size", 7)
                                        .containsEntry("_version", 1));
        assertThat(online.answered("/v1/stranded?limit=1000").get("stranded"))
                .asInstanceOf(LIST)
                .hasSize(MUTATIONS / 10)
                .allSatisfy(
                        each ->
                                assertThat(each)
                                        .extracting("reason")
                                        .asString()
                                        .contains("the value of kind"));
        eventually(
                () ->
                        assertThat(online.get("Note", "n1"))
                                .containsEntry("stars", 1.0)
                                .containsEntry("_pending", false)
                                .containsEntry("_version", 1));
    }

    private static List<Map<String, Object>> delivered(TestBackend backend) {
        return backend.call("{ syncNotes(limit: 1000) { items { id kind size _version } } }")
                .items("syncNotes");
    }
}
