package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.json.Json;
import dev.outrigger.replica.ReplicaStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// What REST clients may rely on, over any replica.
abstract class RestContract {
    private static final String POSTS = "/v1/models/Post";

    ApiServer server;

    /// An empty replica of [TestSchema].
    abstract ReplicaStore store();

    @BeforeEach
    void start() {
        server = new ApiServer(store(), new FakeSyncControl(), ApiSettings.loopback(0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsAnItemWithAGeneratedIdAndShowsEveryField() {
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
    void takesBackAnItemAsItWasRead() {
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
        Answer saved =
                server.put(POSTS + "/p1", Json.write(created.json()));

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
        assertNothingStored();
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
    void AC26_readsCompositeKeysWithEveryKeyFieldOnly() {
        // Given
        Answer created =
                server.put(
                        "/v1/models/Inventory/p%2F1/7/100%25%20%2Bgrey",
                        "{\"count\": 3, \"warehouse\": 7}");

        // When
        Answer whole = server.get("/v1/models/Inventory/p%2F1/7/100%25%20+grey");
        Answer part = server.get("/v1/models/Inventory/p%2F1");
        Answer wrongType = server.get("/v1/models/Inventory/p%2F1/seven/x");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location"))
                .isEqualTo("/v1/models/Inventory/p%2F1/7/100%25%20%2Bgrey");
        assertThat(whole.json())
                .containsEntry("productId", "p/1")
                .containsEntry("warehouse", 7)
                .containsEntry("name", "100% +grey")
                .containsEntry("count", 3);
        assertProblem(part, 400, "key-invalid");
        assertThat((String) part.get("detail")).contains("productId, warehouse, name", "1 of 3");
        assertProblem(wrongType, 400, "key-invalid");
        assertThat(wrongType.get("path")).isEqualTo("/warehouse");
    }

    @Test
    void keepsKeysOfDotsAndReservedWordsApart() {
        // When
        Answer dots = server.put(POSTS + "/%2E%2E", post("..", 1));
        Answer query = server.put(POSTS + "/query", post("query", 1));

        // Then
        assertThat(dots.status()).isIn(201, 404, 405);
        assertThat(query.status()).isEqualTo(201);
        assertThat(server.get(POSTS + "/query").get("id")).isEqualTo("query");
    }

    @Test
    void AC27_pagesByNumberAndRefusesWhatIsNotAPage() {
        // Given
        posts(12);

        // When
        Answer third = server.get(POSTS + "?sort=rating&limit=5&page=2");

        // Then
        assertThat(ratings(third)).containsExactly(11, 12);
        assertThat(third.get("nextCursor")).isNull();
        assertParameter(server.get(POSTS + "?page=1"), "page");
        assertParameter(server.get(POSTS + "?limit=5&page=-1"), "page");
        assertParameter(server.get(POSTS + "?limit=5&page=x"), "page");
        assertParameter(server.get(POSTS + "?limit=-1"), "limit");
        assertParameter(server.get(POSTS + "?limit=0"), "limit");
        assertParameter(server.get(POSTS + "?limit=five"), "limit");
        assertParameter(server.get(POSTS + "?limit=1001"), "limit");
        assertParameter(server.get(POSTS + "?limit=1&limit=2"), "limit");
    }

    @Test
    void AC29_givesAHundredItemsUnlessToldOtherwise() {
        // Given
        posts(101);

        // When
        Answer first = server.get(POSTS);

        // Then
        assertThat(first.items()).hasSize(100);
        assertThat(server.get(POSTS + "?limit=1&page=0").items()).hasSize(1);
        assertThat(server.get(POSTS + "?limit=1000").items()).hasSize(101);
    }

    @Test
    void walksAllItemsByCursorInAnyOrder() {
        // Given
        posts(7);
        server.post(POSTS, "{\"id\": \"none\", \"title\": \"x\", \"status\": \"ACTIVE\"}");

        // When
        Answer first = server.get(POSTS + "?sort=rating:desc,title&limit=5");
        Answer second =
                server.get(
                        POSTS
                                + "?sort=rating:desc,title&limit=5&cursor="
                                + first.get("nextCursor"));

        // Then
        assertThat(ratings(first)).containsExactly(7, 6, 5, 4, 3);
        assertThat(ratings(second)).containsExactly(2, 1, null);
        assertThat(second.get("nextCursor")).isNull();
        String cursor = (String) first.get("nextCursor");
        assertProblem(
                server.get(POSTS + "?sort=title&limit=5&cursor=" + cursor),
                400,
                "cursor-invalid");
        assertProblem(server.get(POSTS + "?cursor=nonsense"), 400, "cursor-invalid");
        assertParameter(
                server.get(
                        POSTS + "?sort=rating:desc,title&limit=5&page=1&cursor=" + cursor),
                "page");
    }

    @Test
    void givesInsertionOrderWithoutSort() {
        // Given
        aPost("z", 1);
        aPost("a", 2);
        aPost("m", 3);

        // When
        Answer first = server.get(POSTS + "?limit=2");
        Answer second = server.get(POSTS + "?limit=2&cursor=" + first.get("nextCursor"));

        // Then
        assertThat(ratings(first)).containsExactly(1, 2);
        assertThat(ratings(second)).containsExactly(3);
    }

    @Test
    void queriesByFilterInTheUrlAndInABody() {
        // Given
        posts(5);
        String filter = "{\"rating\": {\"gt\": 3}}";

        // When
        Answer inUrl = server.get(POSTS + "?sort=rating:asc&filter=" + encoded(filter));
        Answer inBody =
                server.post(
                        POSTS + "/query",
                        "{\"filter\": " + filter + ", \"sort\": \"rating\", \"limit\": 10}");

        // Then
        assertThat(ratings(inUrl)).containsExactly(4, 5);
        assertThat(inBody.json()).isEqualTo(inUrl.json());
    }

    @Test
    void counts() {
        // Given
        posts(5);

        // When
        Answer all = server.get(POSTS + "/count");
        Answer some =
                server.get(POSTS + "/count?filter=" + encoded("{\"rating\": {\"le\": 2}}"));

        // Then
        assertThat(all.get("count")).isEqualTo(5);
        assertThat(some.get("count")).isEqualTo(2);
    }

    @Test
    void queriesThroughRelations() {
        // Given
        aPost("p1", 1);
        aPost("p2", 2);
        server.post(
                "/v1/models/Comment",
                "{\"id\": \"c1\", \"content\": \"wow\", \"postID\": \"p2\"}");

        // When
        Answer found =
                server.get(
                        POSTS
                                + "?filter="
                                + encoded("{\"comments\": {\"content\": {\"eq\": \"wow\"}}}"));

        // Then
        assertThat(ratings(found)).containsExactly(2);
    }

    @Test
    void AC35_namesWhatIsWrongInAPredicateAndWhere() {
        assertPredicate("{\"rating\": {\"gtt\": 1}}", "/rating/gtt");
        assertPredicate("{\"nope\": {\"gt\": 1}}", "/nope");
        assertPredicate("{\"rating\": {\"gt\": \"x\"}}", "/rating/gt");
        assertPredicate("{\"rating\": {\"in\": 1}}", "/rating/in");
        assertPredicate("{\"rating\": {\"between\": [2]}}", "/rating/between");
        assertPredicate("{\"rating\": {\"between\": [3, 1]}}", "/rating/between");
        assertPredicate("{\"or\": [{}, {\"rating\": {\"gt\": []}}]}", "/or/1/rating/gt");
        assertPredicate("[1]", "");
        assertProblem(
                server.get(POSTS + "?filter=" + encoded("{\"a\": ")), 400, "json-malformed");
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
        assertThat(server.patch(POSTS + "/p1" + holds, "{\"rating\": 2}").status())
                .isEqualTo(200);
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
    void listsTheOutbox() {
        // Given
        aPost("p1", 1);
        server.put("/v1/models/Inventory/a/1/b", "{\"count\": 3}");
        aPost("p2", 1);

        // When
        Answer first = server.get("/v1/outbox?limit=2");
        Answer second = server.get("/v1/outbox?limit=2&cursor=" + first.get("nextCursor"));
        Answer ofPost = server.get("/v1/outbox?model=Post&limit=1");
        Answer ofPostNext =
                server.get(
                        "/v1/outbox?model=Post&limit=1&cursor=" + ofPost.get("nextCursor"));

        // Then
        assertThat(mutations(first)).extracting("model").containsExactly("Post", "Inventory");
        assertThat(mutations(first).get(1))
                .containsEntry("key", Map.of("productId", "a", "warehouse", 1, "name", "b"))
                .containsEntry("operation", "create")
                .containsEntry("changedFields", List.of("count"))
                .containsEntry("attempts", 0)
                .containsEntry("standing", "waiting")
                .containsKeys("id", "ageMs", "lastError");
        assertThat(mutations(second)).extracting("model").containsExactly("Post");
        assertThat(second.get("nextCursor")).isNull();
        assertThat(mutations(ofPostNext)).hasSize(1);
        assertThat(mutations(ofPostNext).getFirst().get("key")).isEqualTo(Map.of("id", "p2"));
        assertProblem(server.get("/v1/outbox?cursor=x"), 400, "cursor-invalid");
        assertProblem(server.get("/v1/outbox?model=Nope"), 404, "model-unknown");
    }

    @Test
    void showsTheEngineAndTheOutbox() {
        // Given
        aPost("p1", 1);

        // When
        Answer status = server.get("/v1/sync");

        // Then
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.json())
                .containsEntry("state", "caught-up")
                .containsEntry("connected", true)
                .containsEntry("lastError", null);
        assertThat(status.get("models"))
                .isEqualTo(
                        List.of(
                                withNulls(
                                        "model",
                                        "Post",
                                        "state",
                                        "synced",
                                        "lastSyncedAt",
                                        1_772_443_800_000L,
                                        "lastError",
                                        null)));
        assertThat((Map<?, ?>) status.get("outbox")).extracting("count", "held").containsExactly(1, 0);
    }

    @Test
    void startsAndStopsTheEngine() {
        assertThat(server.post("/v1/sync/stop", "").json()).containsEntry("state", "stopped");
        Answer started = server.post("/v1/sync/start", "");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json()).containsEntry("state", "connecting");
        assertThat(server.post("/v1/sync/now", "").status()).isEqualTo(202);
    }

    @Test
    void isLiveAndReady() {
        assertThat(server.get("/health/live").json()).containsEntry("status", "UP");
        assertThat(server.get("/health/ready").json()).containsEntry("status", "UP");
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
        assertNothingStored();
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
        assertNothingStored();
    }

    @Test
    void refusesCharactersThatPostgresCannotHold() {
        // When
        Answer inItem =
                server.post(POSTS, "{\"title\": \"a\\u0000b\", \"status\": \"ACTIVE\"}");
        Answer inKey = server.get(POSTS + "/a%00b");
        Answer inFilter =
                server.get(
                        POSTS + "?filter=" + encoded("{\"title\": {\"eq\": \"a\\u0000b\"}}"));
        Answer half = server.post(POSTS, "{\"title\": \"\\ud800\", \"status\": \"ACTIVE\"}");

        // Then
        assertThat(inItem.status()).isEqualTo(400);
        assertThat(inKey.status()).isEqualTo(400);
        assertThat(inFilter.status()).isIn(200, 400);
        assertThat(half.status()).isLessThan(500);
    }

    void assertNothingStored() {
        assertThat(server.get(POSTS + "/count").get("count")).isEqualTo(0);
        assertThat(server.get("/v1/outbox").get("mutations")).isEqualTo(List.of());
    }

    private void assertPredicate(String filter, String path) {
        Answer answer = server.get(POSTS + "?filter=" + encoded(filter));
        assertProblem(answer, 400, "predicate-invalid");
        assertThat(answer.json()).containsEntry("path", path).containsEntry("place", "filter");
    }

    static void assertParameter(Answer answer, String name) {
        assertProblem(answer, 400, "parameter-invalid");
        assertThat(answer.get("place")).isEqualTo(name);
    }

    static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as("status of %s", answer.json()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json())
                .containsEntry("type", "urn:outrigger:problem:" + slug)
                .containsEntry("status", status)
                .containsKeys("title", "detail", "instance");
    }

    private Answer ifMatch(String tag, String patch) {
        return server.send(
                server.request(POSTS + "/p1")
                        .method("PATCH", ApiServer.text(patch))
                        .header("Content-Type", "application/json")
                        .header("If-Match", tag));
    }

    void posts(int count) {
        for (int rating = 1; rating <= count; rating++) {
            aPost("p" + rating, rating);
        }
    }

    void aPost(String id, int rating) {
        assertThat(server.post(POSTS, post(id, rating)).status()).isEqualTo(201);
    }

    static String post(String id, int rating) {
        return "{\"id\": \"%s\", \"title\": \"t\", \"status\": \"ACTIVE\", \"rating\": %d}"
                .formatted(id, rating);
    }

    private static List<@Nullable Object> ratings(Answer answer) {
        return answer.items().stream().map(item -> item.get("rating")).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> mutations(Answer answer) {
        return (List<Map<String, @Nullable Object>>) answer.get("mutations");
    }

    private static Map<String, @Nullable Object> withNulls(@Nullable Object... entries) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int entry = 0; entry < entries.length; entry += 2) {
            map.put((String) entries[entry], entries[entry + 1]);
        }
        return map;
    }
}
