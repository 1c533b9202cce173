package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.Strategies;
import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.json.Json;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.Map;

/// A backend where one model is under optimistic concurrency and the others are merged.
class OptimisticConcurrencyIT {
    private static final String SCHEMA =
            """
            type Invoice @model { id: ID! amount: Int note: String }
            type Post @model { id: ID! amount: Int note: String }
            """;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        var strategies =
                new Strategies(
                        new ConflictStrategy.Automerge(),
                        Map.of("Invoice", new ConflictStrategy.OptimisticConcurrency()));
        backend =
                TestBackend.start(
                        SCHEMA,
                        TestBackend.Setup.usual()
                                .with(
                                        TableSettings.inSchema("backend")
                                                .withStrategies(strategies)));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void aStaleUpdateIsRefusedWithTheStoredItemAndChangesNothing() {
        // Given
        create("Invoice", "i1");
        backend.call(update("Invoice", "id: \"i1\", amount: 2, _version: 1"));

        // When
        var answer = backend.call(update("Invoice", "id: \"i1\", note: \"mine\", _version: 1"));

        // Then
        var data = (Map<?, ?>) answer.errors().getFirst().get("data");
        assertThat(answer.body().get("data"))
                .isEqualTo(Collections.singletonMap("updateInvoice", null));
        assertThat(answer.errors()).hasSize(1);
        assertThat(Json.write(answer.errors().getFirst()))
                .isEqualTo(
                        """
                        {"path":["updateInvoice"],"data":{"__typename":"Invoice","id":"i1",\
                        "amount":2,"note":null,"_version":2,"_lastChangedAt":%s,"_deleted":null},\
                        "errorType":"ConflictUnhandled","errorInfo":null,\
                        "locations":[{"line":1,"column":12,"sourceName":null}],\
                        "message":"Conflict resolver rejects mutation."}\
                        """
                                .formatted(data.get("_lastChangedAt")));
        assertThat(backend.call("{ getInvoice(id: \"i1\") { amount note _version } }").body())
                .isEqualTo(
                        Map.of(
                                "data",
                                Map.of(
                                        "getInvoice",
                                        PostClient.input(
                                                "amount", 2, "note", null, "_version", 2))));
    }

    @Test
    void theOtherModelsAreMerged() {
        // Given
        create("Post", "p1");
        backend.call(update("Post", "id: \"p1\", amount: 2, _version: 1"));

        // When
        var answer = backend.call(update("Post", "id: \"p1\", note: \"mine\", _version: 1"));

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("updatePost"))
                .containsEntry("amount", 2)
                .containsEntry("note", "mine")
                .containsEntry("_version", 3);
    }

    private static void create(String model, String id) {
        backend.call(
                "mutation { create%s(input: {id: \"%s\", amount: 1}) { id } }"
                        .formatted(model, id));
    }

    private static String update(String model, String input) {
        return "mutation { update%s(input: {%s}) {".formatted(model, input)
                + " __typename id amount note _version _lastChangedAt _deleted } }";
    }
}
