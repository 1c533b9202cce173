package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static dev.outrigger.api.ProblemAssert.assertParameter;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/// Writes that a condition, a version or a filter guards.
@ParameterizedClass
@EnumSource(TestReplica.class)
class GuardedWritesIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    @Test
    void checksAConditionBeforeItWrites() {
        // Given
        aPost("p1", 1);
        String holds = "?condition=" + encoded("{\"rating\": {\"eq\": 1}}");
        String fails = "?condition=" + encoded("{\"rating\": {\"eq\": 9}}");

        // When
        Answer put = server.put(POSTS + "/p1" + fails, post("p1", 3));
        Answer patch = server.patch(POSTS + "/p1" + fails, "{\"rating\": 3}");
        Answer delete = server.delete(POSTS + "/p1" + fails);
        Answer absent = server.put(POSTS + "/p2" + holds, post("p2", 1));

        // Then
        assertProblem(put, 412, "condition-false");
        assertProblem(patch, 412, "condition-false");
        assertProblem(delete, 412, "condition-false");
        assertProblem(absent, 412, "condition-false");
        assertThat(server.get(POSTS + "/p1").get("rating")).isEqualTo(1);
        assertThat(server.patch(POSTS + "/p1" + holds, "{\"rating\": 2}").status()).isEqualTo(200);
        Answer related =
                server.delete(
                        POSTS
                                + "/p1?condition="
                                + encoded("{\"comments\": {\"content\": {\"eq\": \"x\"}}}"));
        assertProblem(related, 400, "predicate-invalid");
        assertThat(related.json())
                .containsEntry("path", "/comments")
                .containsEntry("place", "condition");
    }

    @Test
    void writesOnlyOnTheStateThatTheClientSaw() {
        // Given
        Answer created = server.post(POSTS, post("p1", 1));
        String seen = created.header("ETag");

        // When
        Answer first = ifMatch(seen, "{\"rating\": 2}");
        Answer late = ifMatch(seen, "{\"rating\": 3}");
        Answer byVersion = ifMatch("\"4\"", "{\"rating\": 3}");
        Answer byParameter = server.patch(POSTS + "/p1?ifVersion=4", "{\"rating\": 3}");
        Answer broken = ifMatch("4", "{\"rating\": 3}");

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertProblem(late, 412, "version-differs");
        assertProblem(byVersion, 412, "version-differs");
        assertProblem(byParameter, 412, "version-differs");
        assertProblem(broken, 400, "header-invalid");
        assertParameter(server.delete(POSTS + "/p1?ifVersion=0"), "ifVersion");
        assertThat(server.get(POSTS + "/p1").get("rating")).isEqualTo(2);
    }

    @Test
    void anItemThatTheClientHasAsItIsIsNotToldAgain() {
        // Given
        aPost("p1", 1);
        String seen = server.get(POSTS + "/p1").header("ETag");

        // When
        Answer same = ifNoneMatch(POSTS + "/p1", seen);
        Answer amongOthers = ifNoneMatch(POSTS + "/p1", "\"1-1\", W/" + seen);
        Answer any = ifNoneMatch(POSTS + "/p1", "*");
        Answer other = ifNoneMatch(POSTS + "/p1", "\"0-99\"");
        Answer related = ifNoneMatch(POSTS + "/p1?include=comments", seen);
        Answer missing = ifNoneMatch(POSTS + "/p2", "*");

        // Then
        for (Answer unchanged : List.of(same, amongOthers, any)) {
            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(unchanged.header("ETag")).isEqualTo(seen);
            assertThat(unchanged.header("Outrigger-Pending")).isEqualTo("1");
        }
        assertThat(other.status()).isEqualTo(200);
        assertThat(related.status()).isEqualTo(200);
        assertProblem(missing, 404, "item-unknown");

        // When
        server.patch(POSTS + "/p1", "{\"rating\": 2}");

        // Then
        assertThat(ifNoneMatch(POSTS + "/p1", seen).get("rating")).isEqualTo(2);
    }

    private Answer ifNoneMatch(String path, String tags) {
        return server.get(path, Map.of("If-None-Match", tags));
    }

    @Test
    void AC52_deletesAllAndOnlyWhatMatches() {
        // Given
        posts(6);

        // When
        Answer some = server.delete(POSTS + "?filter=" + encoded("{\"rating\": {\"gt\": 4}}"));

        // Then
        assertThat(some.status()).isEqualTo(200);
        assertThat(some.json()).containsExactly(Map.entry("deleted", 2));
        assertThat(server.get(POSTS + "/count").get("count")).isEqualTo(4);
        assertParameter(server.delete(POSTS), "filter");
        assertParameter(server.delete(POSTS + "?filter=" + encoded("{}")), "filter");
        assertParameter(server.delete(POSTS + "?filter=null"), "filter");
        assertThat(server.get(POSTS + "/count").get("count")).isEqualTo(4);
        assertThat(server.delete(POSTS + "?filter=all").get("deleted")).isEqualTo(4);
        assertThat(server.get(POSTS + "/count").get("count")).isEqualTo(0);
    }

    @Test
    void deletesWithTheCascadeThatTheClientChooses() {
        // Given
        aPost("p1", 1);
        aPost("p2", 2);
        String comment = "{\"id\": \"c%1$s\", \"content\": \"x\", \"postID\": \"p%1$s\"}";
        server.post("/v1/models/Comment", comment.formatted(1));
        server.post("/v1/models/Comment", comment.formatted(2));

        // When
        Answer restricted = server.delete(POSTS + "/p1?cascade=restrict");
        Answer batch =
                server.post(
                        "/v1/batch",
                        """
                        {"operations": [
                          {"op": "delete", "model": "Post", "key": "p1", "cascade": "restrict"}]}\
                        """);
        Answer filtered = server.delete(POSTS + "?filter=all&cascade=restrict");
        Answer none = server.delete(POSTS + "/p1?cascade=none");
        Answer local = server.delete(POSTS + "/p2?cascade=local");

        // Then
        assertProblem(restricted, 409, "children-exist");
        assertThat(restricted.json())
                .containsEntry("itemId", "p1")
                .containsEntry("relation", "comments");
        assertProblem(batch, 409, "children-exist");
        assertProblem(filtered, 409, "children-exist");
        assertThat(none.status()).isEqualTo(200);
        assertThat(local.status()).isEqualTo(200);
        assertThat(server.get("/v1/models/Comment").items())
                .extracting(each -> each.get("id"))
                .containsExactly("c1");
        assertParameter(server.delete(POSTS + "/p1?cascade=all"), "cascade");
    }

    private Answer ifMatch(String tag, String patch) {
        return server.send(
                server.request(POSTS + "/p1")
                        .method("PATCH", ApiServer.text(patch))
                        .header("Content-Type", "application/json")
                        .header("If-Match", tag));
    }
}
