package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;

/// The routes of sync expressions. What they lead to is the engine's business.
@ParameterizedClass
@EnumSource(value = TestReplica.class, names = "IN_MEMORY")
class ExpressionsIT extends OnEveryReplica {
    private static final String POST = "/v1/sync/expressions/Post";

    @Test
    void anExpressionIsReadChangedAndTakenBack() {
        assertThat(server.get(POST).json())
                .isEqualTo(Map.of("model", "Post", "expression", Map.of(), "source", "default"));

        Answer put = server.put(POST, "{\"rating\": {\"gt\": 5}}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json())
                .isEqualTo(
                        Map.of(
                                "model",
                                "Post",
                                "expression",
                                Map.of("rating", Map.of("gt", 5)),
                                "source",
                                "runtime"));
        assertThat(server.get(POST).json()).isEqualTo(put.json());
        assertThat(server.get("/v1/sync/expressions").get("expressions"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(put.json());

        assertThat(server.put(POST, "\"none\"").get("expression")).isEqualTo("none");
        assertThat(server.delete(POST).get("source")).isEqualTo("default");
    }

    @Test
    void AC39_aRelationIsRefusedWithItsPlace() {
        Answer refused = server.put(POST, "{\"comments\": {\"id\": {\"eq\": \"c1\"}}}");

        assertProblem(refused, 400, "predicate-invalid");
        assertThat(refused.json()).containsEntry("path", "/comments");
        assertThat(server.get(POST).get("source")).isEqualTo("default");
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        assertProblem(server.put(POST, "5"), 400, "predicate-invalid");
        assertProblem(server.put(POST, "{"), 400, "json-malformed");
        assertProblem(server.put("/v1/sync/expressions/Nope", "{}"), 404, "model-unknown");
        assertProblem(server.get("/v1/sync/expressions/Nope"), 404, "model-unknown");
        assertProblem(server.post(POST, "{}"), 405, "method-not-allowed");
    }
}
