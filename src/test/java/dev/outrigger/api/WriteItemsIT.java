package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static dev.outrigger.api.ProblemAssert.assertNothingStored;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Creating, saving, patching and deleting items.
@ParameterizedClass
@EnumSource(TestReplica.class)
class WriteItemsIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    @Test
    void AC15_createsAnItemWithAGeneratedIdAndShowsEveryField() {
        // When
        Answer created = server.post(POSTS, "{\"title\": \"Hi\", \"status\": \"ACTIVE\"}");

        // Then
        String id = (String) created.get("id");
        assertThat(created.status()).isEqualTo(201);
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}");
        assertThat(created.header("Location")).isEqualTo("/v1/models/Post/" + id);
        assertThat(created.header("ETag")).matches("\"0-[1-9]\\d*\"");
        assertThat(created.json().keySet())
                .containsExactly(
                        "id",
                        "title",
                        "status",
                        "rating",
                        "score",
                        "pinned",
                        "tags",
                        "extra",
                        "publishedAt",
                        "createdAt",
                        "updatedAt",
                        "_version",
                        "_lastChangedAt",
                        "_pending");
        assertThat(created.json())
                .containsEntry("rating", null)
                .containsEntry("_version", null)
                .containsEntry("_lastChangedAt", null)
                .containsEntry("_pending", true);
        assertThat(server.get(created.header("Location")).json()).isEqualTo(created.json());
    }

    @Test
    void AC16_keepsTheIdThatTheClientGivesAndTakesBackAnItemAsItWasRead() {
        // Given
        Answer created =
                server.post(
                        POSTS,
                        """
                        {"id": "p1", "title": "Hi", "status": "ACTIVE", "rating": 3, "score": 1.5,
                         "pinned": false, "tags": ["a", null], "extra": {"a": [1, null]},
                         "publishedAt": 1700000000, "_version": 9, "_anything": 1}
                        """);

        // When
        Answer saved = server.put(POSTS + "/p1", Json.write(created.json()));

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json())
                .containsEntry("_version", null)
                .containsEntry("tags", Arrays.asList("a", null))
                .containsEntry("publishedAt", 1_700_000_000)
                .containsEntry("score", 1.5);
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.json()).isEqualTo(created.json());
    }

    @Test
    void readsJsonFieldsGivenAsText() {
        // When
        Answer created =
                server.post(
                        POSTS,
                        """
                        {"title": "Hi", "status": "ACTIVE", "extra": "{\\"a\\": [1, 2]}"}
                        """);

        // Then
        assertThat(created.get("extra")).isEqualTo(Map.of("a", List.of(1, 2)));
    }

    @Test
    void takesARelationAsObjectOrAsForeignKey() {
        // Given
        aPost("p1", 1);

        // When
        Answer byObject =
                server.post(
                        "/v1/models/Comment",
                        "{\"id\": \"c1\", \"content\": \"x\", \"post\": {\"id\": \"p1\"}}");
        Answer byKey =
                server.post(
                        "/v1/models/Comment",
                        "{\"id\": \"c2\", \"content\": \"x\", \"postID\": \"p1\"}");

        // Then
        assertThat(byObject.json()).containsEntry("postID", "p1").doesNotContainKey("post");
        assertThat(byKey.json()).containsEntry("postID", "p1");
    }

    @Test
    void AC18_refusesAChildOfAParentThatIsNotThere() {
        // When
        Answer answer =
                server.post(
                        "/v1/models/Comment",
                        "{\"id\": \"c1\", \"content\": \"x\", \"post\": {\"id\": \"p1\"}}");

        // Then
        assertProblem(answer, 409, "parent-unknown");
        assertThat(answer.json())
                .containsEntry("model", "Comment")
                .containsEntry("relation", "post")
                .containsEntry("parentModel", "Post")
                .containsEntry("parentId", "p1");
        assertNothingStored(server);
    }

    @Test
    void refusesToCreateAnItemThatExists() {
        // Given
        aPost("p1", 1);

        // When
        Answer again = server.post(POSTS, post("p1", 2));

        // Then
        assertProblem(again, 409, "item-exists");
        assertThat(again.json()).containsEntry("model", "Post").containsEntry("itemId", "p1");
        assertThat(server.get(POSTS + "/p1").get("rating")).isEqualTo(1);
    }

    @Test
    void savesTheWholeItemWhetherItExistsOrNot() {
        // When
        Answer created = server.put(POSTS + "/p1", "{\"title\": \"a\", \"status\": \"ACTIVE\"}");
        Answer replaced = server.put(POSTS + "/p1", post("p1", 5));

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(POSTS + "/p1");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json()).containsEntry("rating", 5);
        assertThat(replaced.header("ETag")).isNotEqualTo(created.header("ETag"));
    }

    @Test
    void refusesABodyWithAnotherKeyThanItsPath() {
        // When
        Answer saved = server.put(POSTS + "/p1", post("p2", 1));
        Answer patched = server.patch(POSTS + "/p1", "{\"id\": \"p2\"}");

        // Then
        assertProblem(saved, 400, "key-invalid");
        assertThat(saved.json()).containsEntry("path", "/id").containsEntry("model", "Post");
        assertProblem(patched, 400, "key-invalid");
        assertNothingStored(server);
    }

    @Test
    void patchesByMergeAndRemovesWithNull() {
        // Given
        server.post(
                POSTS,
                """
                {"id": "p1", "title": "a", "status": "ACTIVE", "rating": 3, "tags": ["x"]}
                """);

        // When
        Answer patched =
                server.patch(
                        POSTS + "/p1", "{\"rating\": null, \"title\": \"b\", \"_version\": 7}");

        // Then
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json())
                .containsEntry("title", "b")
                .containsEntry("rating", null)
                .containsEntry("tags", List.of("x"));
    }

    @Test
    void patchesWithPlainJsonToo() {
        // Given
        aPost("p1", 1);

        // When
        Answer patched =
                server.send(
                        server.request(POSTS + "/p1")
                                .method("PATCH", ApiServer.text("{\"rating\": 2}"))
                                .header("Content-Type", "application/json; charset=utf-8"));

        // Then
        assertThat(patched.get("rating")).isEqualTo(2);
    }

    @Test
    void tellsThatAnItemIsUnknown() {
        assertProblem(server.get(POSTS + "/nope"), 404, "item-unknown");
        assertProblem(server.patch(POSTS + "/nope", "{\"rating\": 1}"), 404, "item-unknown");
    }

    @Test
    void deletesAnItemOnceAndAnswersWithIt() {
        // Given
        aPost("p1", 4);

        // When
        Answer first = server.delete(POSTS + "/p1");
        Answer second = server.delete(POSTS + "/p1");

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json()).containsEntry("id", "p1").containsEntry("rating", 4);
        assertThat(second.status()).isEqualTo(204);
        assertProblem(server.get(POSTS + "/p1"), 404, "item-unknown");
    }

    @Test
    void savesAnItemWhoseKeyIsAWordOfARoute() {
        Answer query = server.put(POSTS + "/query", post("query", 1));

        assertThat(query.status()).isEqualTo(201);
        assertThat(server.get(POSTS + "/query").get("id")).isEqualTo("query");
    }

    /// A router takes such segments out of a path, with what stands before them.
    @ParameterizedTest
    @CsvSource({"., %2E", ".., %2E%2E", "., .", ".., .%2e", "..., ..."})
    void keysOfDotsAreAsGoodAsOthers(String key, String segment) {
        // Given
        String path = POSTS + "/" + segment;

        // When
        Answer created = server.put(path, post(key, 1));

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(server.get(created.header("Location")).get("id")).isEqualTo(key);
        assertThat(server.patch(path + "?ifVersion=7", "{}").status()).isEqualTo(412);
        assertThat(server.patch(path, "{\"rating\": 2}").get("rating")).isEqualTo(2);
        assertThat(server.get(path + "?include=comments").get("id")).isEqualTo(key);
        assertThat(server.delete(path).status()).isEqualTo(200);
        assertProblem(server.post(path + "/undelete", ""), 404, "item-unknown");
        assertProblem(server.get("/v1/models/Inventory/" + segment + "/4/c"), 404, "item-unknown");
        assertProblem(server.get(POSTS + "/" + segment + "/Comment"), 400, "key-invalid");
    }

    @Test
    void badInputIsNamedAndStoresNothing() {
        // When
        Answer unknownField =
                server.post(
                        POSTS,
                        """
                        {"title": "x", "status": "ACTIVE", "ratting": 1, "rating": "high"}
                        """);
        Answer missing = server.put(POSTS + "/p1", "{\"status\": \"GONE\"}");

        // Then
        assertProblem(unknownField, 400, "item-invalid");
        assertThat((List<?>) unknownField.get("problems"))
                .extracting("path")
                .containsExactly("/ratting", "/rating");
        assertProblem(missing, 400, "item-invalid");
        assertThat((List<?>) missing.get("problems"))
                .extracting("path")
                .containsExactlyInAnyOrder("/status", "/title");
        assertNothingStored(server);
    }

    @Test
    void refusesReadOnlyFieldsAndKeysOfOthers() {
        // When
        Answer stamped =
                server.post(
                        POSTS,
                        """
                        {"title": "x", "status": "ACTIVE", "createdAt": "2020-01-01T00:00:00Z"}
                        """);

        // Then
        assertProblem(stamped, 400, "item-invalid");
        assertThat(stamped.get("path")).isEqualTo("/createdAt");
        assertNothingStored(server);
    }

    @Test
    void refusesCharactersThatPostgresCannotHold() {
        // When
        Answer inItem = server.post(POSTS, "{\"title\": \"a\\u0000b\", \"status\": \"ACTIVE\"}");
        Answer inKey = server.get(POSTS + "/a%00b");
        Answer inFilter =
                server.get(POSTS + "?filter=" + encoded("{\"title\": {\"eq\": \"a\\u0000b\"}}"));
        Answer half = server.post(POSTS, "{\"title\": \"\\ud800\", \"status\": \"ACTIVE\"}");

        // Then
        assertThat(inItem.status()).isEqualTo(400);
        assertThat(inKey.status()).isEqualTo(400);
        assertThat(inFilter.status()).isIn(200, 400);
        assertThat(half.status()).isLessThan(500);
    }
}
