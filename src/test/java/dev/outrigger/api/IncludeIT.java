package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static dev.outrigger.api.ProblemAssert.assertParameter;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.outrigger.api.ApiServer.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/// Related items in the answers to reads.
@ParameterizedClass
@EnumSource(TestReplica.class)
class IncludeIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> related(
            Map<String, @Nullable Object> item, String relation) {
        return (List<Map<String, @Nullable Object>>) item.get(relation);
    }

    private void aComment(String id, String post) {
        Answer answer =
                server.post(
                        "/v1/models/Comment",
                        "{\"id\": \"%s\", \"content\": \"x\", \"postID\": \"%s\"}"
                                .formatted(id, post));
        assertThat(answer.status()).isEqualTo(201);
    }

    private void posts() {
        posts(3);
        aComment("c1", "p1");
        aComment("c2", "p1");
        aComment("c3", "p2");
    }

    @Test
    void tellsRelatedItemsAlongWithOne() {
        // Given
        posts();

        // When
        Answer post = server.get(POSTS + "/p1?include=comments");
        Answer comment = server.get("/v1/models/Comment/c1?include=post");
        Answer deep = server.get("/v1/models/Comment/c1?include=post.comments.post");

        // Then
        assertThat(related(post.json(), "comments"))
                .extracting(each -> each.get("id"))
                .containsExactly("c1", "c2");
        assertThat(post.header("ETag")).isEqualTo(server.get(POSTS + "/p1").header("ETag"));
        assertThat(related(post.json(), "comments").getFirst())
                .isEqualTo(server.get("/v1/models/Comment/c1").json());
        assertThat(comment.get("post")).isEqualTo(server.get(POSTS + "/p1").json());
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> parent =
                (Map<String, @Nullable Object>) deep.json().get("post");
        assertThat(related(parent, "comments"))
                .extracting(each -> each.get("post"))
                .containsOnly(server.get(POSTS + "/p1").json())
                .hasSize(2);
    }

    @Test
    void tellsRelatedItemsAlongWithAPage() {
        // Given
        posts();
        server.delete("/v1/models/Comment/c2");

        // When
        Answer listed = server.get(POSTS + "?limit=2&sort=rating&include=comments");
        Answer posted =
                server.post(
                        POSTS + "/query",
                        "{\"limit\": 2, \"sort\": \"rating\", \"include\": \"comments\"}");
        Answer next =
                server.get(
                        POSTS
                                + "?limit=2&sort=rating&include=comments.post&cursor="
                                + encoded(String.valueOf(listed.get("nextCursor"))));

        // Then
        assertThat(listed.items())
                .extracting(each -> related(each, "comments").size())
                .containsExactly(1, 1);
        assertThat(posted.json()).isEqualTo(listed.json());
        assertThat(next.items())
                .extracting(each -> each.get("id"), each -> each.get("comments"))
                .containsExactly(tuple("p3", List.of()));
    }

    @Test
    void refusesWhatIsNoRelationAndWhatIsTooMuch() {
        // Given
        posts(60);
        for (int comment = 0; comment < 60; comment++) {
            aComment("c" + comment, "p1");
        }

        // When
        Answer tooMany = server.get("/v1/models/Comment?include=post.comments.post.comments");

        // Then
        assertProblem(tooMany, 400, "include-too-large");
        assertThat(tooMany.get("limit")).isEqualTo(10_000);
        assertParameter(server.get(POSTS + "?include=title"), "include");
        assertParameter(server.get(POSTS + "?include="), "include");
        assertParameter(server.get(POSTS + "/p1?include=comments.author"), "include");
        assertParameter(
                server.get(POSTS + "?include=" + "comments.post.".repeat(20) + "comments"),
                "include");
        assertParameter(server.post(POSTS + "/query", "{\"include\": 7}"), "include");
        assertProblem(server.get(POSTS + "/nobody?include=comments"), 404, "item-unknown");
    }
}
