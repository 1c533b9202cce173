package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import java.util.List;

/// What tests say about refused requests.
final class ProblemAssert {
    private ProblemAssert() {}

    static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as("status of %s", answer.json()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json())
                .containsEntry("type", "urn:outrigger:problem:" + slug)
                .containsEntry("status", status)
                .containsKeys("title", "detail", "instance");
    }

    static void assertParameter(Answer answer, String name) {
        assertProblem(answer, 400, "parameter-invalid");
        assertThat(answer.get("place")).isEqualTo(name);
    }

    static void assertNothingStored(ApiServer server) {
        assertThat(server.get("/v1/models/Post/count").get("count")).isEqualTo(0);
        assertThat(server.get("/v1/outbox").get("mutations")).isEqualTo(List.of());
    }
}
