package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static dev.outrigger.api.ProblemAssert.assertParameter;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// Reading, querying and counting items.
@ParameterizedClass
@EnumSource(TestReplica.class)
class QueryItemsIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

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
                server.get(POSTS + "?sort=title&limit=5&cursor=" + cursor), 400, "cursor-invalid");
        assertProblem(server.get(POSTS + "?cursor=nonsense"), 400, "cursor-invalid");
        assertParameter(
                server.get(POSTS + "?sort=rating:desc,title&limit=5&page=1&cursor=" + cursor),
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
        Answer some = server.get(POSTS + "/count?filter=" + encoded("{\"rating\": {\"le\": 2}}"));

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
                "/v1/models/Comment", "{\"id\": \"c1\", \"content\": \"wow\", \"postID\": \"p2\"}");

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
        assertProblem(server.get(POSTS + "?filter=" + encoded("{\"a\": ")), 400, "json-malformed");
    }

    private void assertPredicate(String filter, String path) {
        Answer answer = server.get(POSTS + "?filter=" + encoded(filter));
        assertProblem(answer, 400, "predicate-invalid");
        assertThat(answer.json()).containsEntry("path", path).containsEntry("place", "filter");
    }

    private static List<@Nullable Object> ratings(Answer answer) {
        return answer.items().stream().map(item -> item.get("rating")).toList();
    }
}
