package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertParameter;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.http.HttpRequest;

/// Requests that name entity tags by `If-Match` and `If-None-Match` (RFC 9110).
@ParameterizedClass
@EnumSource(TestReplica.class)
class ConditionalRequestsIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";
    private static final String JSON = "application/json";

    @Test
    void whatMustExistIsNotCreated() {
        // Given
        aPost("p1", 1);

        // When
        Answer there = with("PUT p1", "If-Match", "*", post("p1", 2));
        Answer absent = with("PUT p2", "If-Match", "*", post("p2", 1));
        Answer patched = with("PATCH p1", "If-Match", "*", "{\"rating\": 3}");
        Answer deleted = with("DELETE p2", "If-Match", "*", null);

        // Then
        assertThat(there.status()).isEqualTo(200);
        assertThat(patched.get("rating")).isEqualTo(3);
        assertProblem(absent, 412, "condition-false");
        assertProblem(deleted, 412, "condition-false");
        assertProblem(server.get(POSTS + "/p2"), 404, "item-unknown");
    }

    @Test
    void whatMustNotExistIsCreatedOnce() {
        // When
        Answer first = with("PUT p1", "If-None-Match", "*", post("p1", 1));
        Answer second = with("PUT p1", "If-None-Match", "*", post("p1", 2));

        // Then
        assertThat(first.status()).isEqualTo(201);
        assertProblem(second, 412, "item-present");
        assertThat(second.json())
                .containsEntry("model", "Post")
                .containsEntry("itemId", "p1")
                .containsEntry("actual", first.header("ETag"));
        assertThat(server.get(POSTS + "/p1").get("rating")).isEqualTo(1);
        assertProblem(with("PATCH p1", "If-None-Match", "*", "{}"), 412, "item-present");
        assertProblem(with("DELETE p1", "If-None-Match", "*", null), 412, "item-present");
        assertProblem(with("PATCH p2", "If-None-Match", "*", "{}"), 404, "item-unknown");
        assertThat(with("DELETE p2", "If-None-Match", "*", null).status()).isEqualTo(204);
    }

    @Test
    void anyOfTheListedStatesWillDo() {
        // Given
        aPost("p1", 1);
        String seen = server.get(POSTS + "/p1").header("ETag");

        // When
        Answer others = with("PATCH p1", "If-Match", "\"7-1\", \"9\"", "{\"rating\": 2}");
        Answer weak = with("PATCH p1", "If-Match", "W/" + seen, "{\"rating\": 2}");
        Answer foreign = with("PATCH p1", "If-Match", "\"a,b\"", "{\"rating\": 2}");
        Answer listed = with("PATCH p1", "If-Match", "\"7-1\",, " + seen + " ,", "{\"rating\": 3}");

        // Then
        assertProblem(others, 412, "version-differs");
        assertThat(others.json()).containsEntry("actual", seen).doesNotContainKey("expected");
        assertProblem(weak, 412, "version-differs");
        assertProblem(foreign, 412, "version-differs");
        assertThat(listed.get("rating")).isEqualTo(3);
    }

    @Test
    void aHeaderThatIsRepeatedIsOneList() {
        // Given
        aPost("p1", 1);
        String seen = server.get(POSTS + "/p1").header("ETag");

        // When
        Answer changed =
                server.send(
                        patch("p1", "{\"rating\": 2}")
                                .header("If-Match", "\"7-1\"")
                                .header("If-Match", seen));

        // Then
        assertThat(changed.get("rating")).isEqualTo(2);
    }

    @Test
    void aStateThatIsRuledOutIsNotWrittenOn() {
        // Given
        aPost("p1", 1);
        String seen = server.get(POSTS + "/p1").header("ETag");

        // When
        Answer ruledOut =
                with("PATCH p1", "If-None-Match", "\"7-1\", W/" + seen, "{\"rating\": 2}");
        Answer other = with("PATCH p1", "If-None-Match", "\"7-1\"", "{\"rating\": 3}");
        Answer absent = with("PUT p2", "If-None-Match", "\"7-1\"", post("p2", 1));
        Answer both =
                server.send(
                        patch("p1", "{\"rating\": 4}")
                                .header("If-Match", "*")
                                .header("If-None-Match", seen));

        // Then
        assertProblem(ruledOut, 412, "item-present");
        assertThat(other.get("rating")).isEqualTo(3);
        assertThat(absent.status()).isEqualTo(201);
        assertThat(both.get("rating")).isEqualTo(4);
    }

    @Test
    void aReadIsOfTheStateThatItNames() {
        // Given
        aPost("p1", 1);
        String seen = server.get(POSTS + "/p1").header("ETag");
        server.patch(POSTS + "/p1", "{\"rating\": 2}");
        String now = server.get(POSTS + "/p1").header("ETag");

        // When
        Answer current = with("GET p1", "If-Match", now, null);
        Answer past = with("GET p1", "If-Match", seen, null);
        Answer related =
                server.send(
                        server.request(POSTS + "/p1?include=comments").header("If-Match", seen));

        // Then
        assertThat(current.get("rating")).isEqualTo(2);
        assertProblem(past, 412, "version-differs");
        assertThat(past.json()).containsEntry("expected", seen).containsEntry("actual", now);
        assertProblem(related, 412, "version-differs");
    }

    @Test
    void aDeletionTellsTheStateThatItDeleted() {
        // Given
        aPost("p1", 1);
        String seen = server.get(POSTS + "/p1").header("ETag");

        // When
        Answer deleted = server.delete(POSTS + "/p1");
        Answer nothing = server.delete(POSTS + "/p1");

        // Then
        assertThat(deleted.header("ETag")).isEqualTo(seen);
        assertThat(nothing.status()).isEqualTo(204);
        assertThat(nothing.header("ETag")).isEqualTo("absent");
    }

    @Test
    void whatIsNoListOfEntityTagsIsRefused() {
        // Given
        aPost("p1", 1);

        // When
        Answer unquoted = with("PUT p1", "If-None-Match", "4", post("p1", 2));
        Answer starAmongOthers = with("PUT p1", "If-Match", "*, \"4\"", post("p1", 2));
        Answer empty = with("GET p1", "If-None-Match", "", null);
        Answer twice =
                server.send(
                        server.request(POSTS + "/p1?ifVersion=4").header("If-Match", "*").DELETE());

        // Then
        assertProblem(unquoted, 400, "header-invalid");
        assertThat(unquoted.get("place")).isEqualTo("If-None-Match");
        assertProblem(starAmongOthers, 400, "header-invalid");
        assertProblem(empty, 400, "header-invalid");
        assertParameter(twice, "ifVersion");
        assertThat(server.get(POSTS + "/p1").get("rating")).isEqualTo(1);
    }

    /// @param asked method and id
    private Answer with(String asked, String header, String value, @Nullable String body) {
        String[] words = asked.split(" ", 2);
        HttpRequest.Builder request =
                server.request(POSTS + "/" + words[1])
                        .method(
                                words[0],
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : ApiServer.text(body))
                        .header(header, value);
        return server.send(body == null ? request : request.header("Content-Type", JSON));
    }

    private HttpRequest.Builder patch(String id, String json) {
        return server.request(POSTS + "/" + id)
                .method("PATCH", ApiServer.text(json))
                .header("Content-Type", JSON);
    }
}
