package dev.outrigger.graphql.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.json.Json;

import org.junit.jupiter.api.Test;

import java.util.Map;

class RequestFormTest {
    private static RequestForm read(String json) {
        return RequestForm.read(Json.readObject(json));
    }

    @Test
    void aRequestIsADocumentWithAnOperationAndVariables() {
        assertThat(
                        read(
                                """
                                {"query": "q", "operationName": "o", "variables": {"a": 1},
                                 "extensions": {"x": 2}}\
                                """))
                .isEqualTo(new RequestForm.Whole(new GraphQlDocument("q", "o", Map.of("a", 1))));
    }

    @Test
    void whatIsLeftOutNullOrAnEmptyNameIsNone() {
        RequestForm bare = new RequestForm.Whole(new GraphQlDocument("q", null, Map.of()));

        assertThat(read("{\"query\": \"q\"}")).isEqualTo(bare);
        assertThat(read("{\"query\": \"q\", \"operationName\": null, \"variables\": null}"))
                .isEqualTo(bare);
        assertThat(read("{\"query\": \"q\", \"operationName\": \"\"}")).isEqualTo(bare);
    }

    @Test
    void aMemberOfAnotherTypeIsNamed() {
        assertThat(read("{}")).isEqualTo(new RequestForm.Broken("query", "a string"));
        assertThat(read("{\"query\": \"q\", \"operationName\": 1}"))
                .isEqualTo(new RequestForm.Broken("operationName", "a string"));
        assertThat(read("{\"query\": \"q\", \"variables\": []}"))
                .isEqualTo(new RequestForm.Broken("variables", "an object"));
    }
}
