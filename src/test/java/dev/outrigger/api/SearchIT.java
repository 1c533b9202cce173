package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.json.Json;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.store.StoreLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Searches of texts by their words. Only PostgreSQL can, so no replica in memory is asked.
class SearchIT {
    private static final String POSTS = "/v1/models/Post";
    private static final String RELEVANCE = "_relevance:desc";

    private final TestReplica.Opened opened =
            TestReplica.openInPostgres(
                    StoreLimits.usual(),
                    new TextSearch.Of(
                            "english",
                            Map.of("Post", Set.of("title"), "Comment", Set.of("content"))));
    private ApiServer server;

    @BeforeEach
    void serve() {
        server = new ApiServer(opened.parts(), new FakeSyncControl(), ApiSettings.loopback(0));
        server.holdingTo(new OpenApiContract(server.read("/openapi.json")));
        aPost("p1", "The foxes were running through the woods");
        aPost("p2", "A quick brown fox");
        aPost("p3", "Brown bread, quick and easy");
        aPost("p4", "100% of the foxtrots");
    }

    @AfterEach
    void close() {
        server.close();
        opened.end().run();
    }

    private void aPost(String id, String title) {
        String post =
                "{\"id\": \"%s\", \"title\": \"%s\", \"status\": \"ACTIVE\"}".formatted(id, title);
        assertThat(server.put(POSTS + "/" + id, post).status()).isIn(200, 201);
    }

    private static String title(String words) {
        return "{\"title\": {\"search\": \"%s\"}}".formatted(words.replace("\"", "\\\""));
    }

    private Answer query(String filter) {
        return server.get(POSTS + "?filter=" + encoded(filter));
    }

    private List<@Nullable Object> found(String words) {
        return ids(query(title(words)));
    }

    private static List<@Nullable Object> ids(Answer answer) {
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.items().stream().map(item -> item.get("id")).toList();
    }

    @Test
    void findsWordsInAnyOfTheirFormsAndWhateverTheirCase() {
        assertThat(found("fox")).containsExactly("p1", "p2");
        assertThat(found("RUN")).containsExactly("p1");
        assertThat(found("wood")).containsExactly("p1");
        assertThat(found("oo")).isEmpty();
    }

    @Test
    void severalWordsMustAllBeThereInAnyOrder() {
        assertThat(found("brown quick")).containsExactly("p2", "p3");
        assertThat(found("quick fox")).containsExactly("p2");
        assertThat(found("quick wolf")).isEmpty();
    }

    @Test
    void phrasesAlternativesAndExclusionsAreWordedAsInASearchBox() {
        assertThat(found("\"quick brown\"")).containsExactly("p2");
        assertThat(found("bread or woods")).containsExactly("p1", "p3");
        assertThat(found("quick -bread")).containsExactly("p2");
        assertThat(found("\"unfinished phrase")).isEmpty();
        assertThat(found("' & | ! :* <-> %_ \\\\")).isEmpty();
    }

    @Test
    void aStarBehindAWordFindsWhatBeginsLikeIt() {
        assertThat(found("fox*")).containsExactly("p1", "p2", "p4");
        assertThat(found("BRO*")).containsExactly("p2", "p3");
        assertThat(found("quick bre*")).containsExactly("p3");
        assertThat(found("quick -bre*")).containsExactly("p2");
        assertThat(found("wood* or bread")).containsExactly("p1", "p3");
        assertThat(found("\"quick brown\" fo*")).containsExactly("p2");
    }

    /// The language cuts *running* to *run*, which somebody who types is past already.
    @Test
    void beginningsAreThoseOfTheTextsOwnWords() {
        for (String typed : List.of("r*", "run*", "runni*", "running*", "runs*")) {
            assertThat(found(typed)).as(typed).containsExactly("p1");
        }
        assertThat(found("thro* th*")).containsExactly("p1");
        assertThat(found("\"easy brown\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "-*",
                "'*",
                "\\*",
                "fox'*",
                "'fox*",
                "\\'fo\\\\*",
                "fo:*",
                "fox:A*",
                "(fo*",
                "fo)*",
                "fo|*",
                "!fo*",
                "fo&br*",
                "<->fo*",
                "fo* &",
                "| fo*",
                "-fo* -br*",
                "fo* or",
                "or fo*",
                "\"fo*",
                "fo*\"",
                "fo\"*",
                "''*",
                "ƒöø*",
                "日本*",
                "🦊*",
                "100%*",
                "_*",
                "fo* <-> br*",
                "a-b*",
                "x.y*",
                "http://a/b*",
                "a@b.c*",
                "-1.5e3*",
                "\t\n"
            })
    void noTextIsASyntaxError(String text) {
        assertThat(server.post(POSTS + "/query", Json.write(byTitle(text, null))).status())
                .isEqualTo(200);
        assertThat(server.post(POSTS + "/query", Json.write(byTitle(text, RELEVANCE))).status())
                .isEqualTo(200);
    }

    @Test
    void whatTheDatabaseCannotHoldIsRefused() {
        for (String text : List.of("\\u0000", "\\ud83d")) {
            Answer answer =
                    server.post(
                            POSTS + "/query",
                            "{\"filter\": {\"title\": {\"search\": \"%s\"}}}".formatted(text));
            assertProblem(answer, 400, "predicate-invalid");
        }
    }

    private static Map<String, Object> byTitle(String text, @Nullable String sort) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("filter", Map.of("title", Map.of("search", text)));
        if (sort != null) {
            query.put("sort", sort);
        }
        return query;
    }

    private Answer sorted(String words, String sort) {
        return server.post(POSTS + "/query", Json.write(byTitle(words, sort)));
    }

    @Test
    void theBestMatchComesFirstWhenSortedByRelevance() {
        // Given
        aPost("p5", "Fox, fox, fox");
        aPost("p6", "Fox");

        // When
        Answer best = sorted("fox", RELEVANCE);

        // Then
        assertThat(ids(best).subList(0, 2)).containsExactlyInAnyOrder("p5", "p6");
        assertThat(ids(best)).endsWith("p1").hasSize(4);
        assertThat(ids(sorted("fox", "_relevance"))).startsWith("p1");
        assertThat(ids(sorted("fo*", RELEVANCE + ",title"))).hasSize(5);
    }

    @Test
    void pagesOfTheBestFollowEachOtherByCursor() {
        // Given
        for (int n = 0; n < 7; n++) {
            aPost("q" + n, "fox ".repeat(1 + n % 3) + "and " + "hen ".repeat(n));
        }
        List<@Nullable Object> whole = ids(sorted("fox", RELEVANCE));
        Map<String, Object> query = byTitle("fox", RELEVANCE);
        query.put("limit", 2);

        // When
        List<@Nullable Object> paged = new ArrayList<>();
        Answer page = server.post(POSTS + "/query", Json.write(query));
        paged.addAll(ids(page));
        while (page.get("nextCursor") != null) {
            query.put("cursor", page.get("nextCursor"));
            page = server.post(POSTS + "/query", Json.write(query));
            paged.addAll(ids(page));
        }

        // Then
        assertThat(paged).isEqualTo(whole).hasSize(9);
        query.put("filter", Map.of("title", Map.of("search", "hen")));
        assertProblem(server.post(POSTS + "/query", Json.write(query)), 400, "cursor-invalid");
    }

    @Test
    void relevanceIsThatOfASearch() {
        String related = "{\"comments\": {\"content\": {\"search\": \"x\"}}}";
        for (String filter : List.of("{}", "{\"not\": %s}".formatted(title("fox")), related)) {
            Answer refused =
                    server.post(
                            POSTS + "/query",
                            "{\"filter\": %s, \"sort\": \"_relevance:desc\"}".formatted(filter));
            assertProblem(refused, 400, "parameter-invalid");
            assertThat((String) refused.get("detail")).contains("_relevance", "needs a search");
        }
        String either = "{\"or\": [%s, {\"rating\": {\"gt\": 4}}]}".formatted(title("bread"));
        Answer answer =
                server.post(
                        POSTS + "/query",
                        "{\"filter\": %s, \"sort\": \"_relevance:desc\"}".formatted(either));
        assertThat(ids(answer)).containsExactly("p3");
    }

    @Test
    void wordsThatTheLanguageLeavesOutFindNothing() {
        assertThat(found("the")).isEmpty();
        assertThat(found("")).isEmpty();
        assertThat(ids(query("{\"not\": %s}".formatted(title("the"))))).hasSize(4);
    }

    @Test
    void aSearchJoinsWithOtherTestsAndReachesThroughRelations() {
        server.post(
                "/v1/models/Comment",
                "{\"id\": \"c1\", \"content\": \"Saw it dancing\", \"postID\": \"p4\"}");

        String dance = "{\"comments\": {\"content\": {\"search\": \"dance\"}}}";

        assertThat(ids(query("{\"or\": [%s, %s]}".formatted(title("bread"), dance))))
                .containsExactly("p3", "p4");
        assertThat(ids(query("{\"title\": {\"search\": \"fox\", \"beginsWith\": \"A\"}}")))
                .containsExactly("p2");
        assertThat(ids(query("{\"not\": %s}".formatted(title("fox"))))).containsExactly("p3", "p4");
    }

    @Test
    void changesAreFoundAtOnce() {
        aPost("p2", "A quick brown hare");
        server.delete(POSTS + "/p1");

        assertThat(found("fox")).isEmpty();
        assertThat(found("hares")).containsExactly("p2");
    }

    @Test
    void countsAggregatesPagesAndDeletesByFilterSearchToo() {
        String filter = title("quick");

        assertThat(server.get(POSTS + "/count?filter=" + encoded(filter)).get("count"))
                .isEqualTo(2);
        assertThat(
                        server.post(
                                        POSTS + "/aggregate",
                                        "{\"filter\": %s, \"groupBy\": [\"status\"]}"
                                                .formatted(filter))
                                .json()
                                .toString())
                .contains("count=2");
        Answer first =
                server.post(POSTS + "/query", "{\"filter\": %s, \"limit\": 1}".formatted(filter));
        assertThat(ids(first)).containsExactly("p2");
        Answer next =
                server.post(
                        POSTS + "/query",
                        "{\"filter\": %s, \"limit\": 1, \"cursor\": \"%s\"}"
                                .formatted(filter, first.get("nextCursor")));
        assertThat(ids(next)).containsExactly("p3");
        assertThat(server.delete(POSTS + "?filter=" + encoded(filter)).get("deleted")).isEqualTo(2);
        assertThat(ids(server.get(POSTS))).containsExactly("p1", "p4");
    }

    @Test
    void aLiveQueryFollowsASearch() {
        try (ObserveClient client = server.observe()) {
            client.send(
                    """
                    {"type": "observeQuery", "id": "1", "model": "Post", "filter": %s}\
                    """
                            .formatted(title("fox")));
            client.next("started");
            assertThat(snapshot(client)).containsExactly("p1", "p2");

            aPost("p1", "The hares were running");

            assertThat(snapshot(client)).containsExactly("p2");
        }
    }

    private static List<Object> snapshot(ObserveClient client) {
        List<?> items = (List<?>) client.next("snapshot").get("items");
        return items.stream().<Object>map(item -> ((Map<?, ?>) item).get("id")).toList();
    }

    @Test
    void aLiveQueryTellsTheBestFirst() {
        try (ObserveClient client = server.observe()) {
            client.send(
                    """
                    {"type": "observeQuery", "id": "1", "model": "Post", "filter": %s,\
                     "sort": "_relevance:desc", "limit": 1}\
                    """
                            .formatted(title("fo*")));
            client.next("started");
            assertThat(snapshot(client)).hasSize(1).doesNotContain("p9");

            aPost("p9", "Fox fox fox");

            assertThat(snapshot(client)).containsExactly("p9");
        }
    }

    @Test
    void whatLooksAtItemsOneByOneRefusesASearch() {
        Answer condition =
                server.patch(POSTS + "/p1?condition=" + encoded(title("fox")), "{\"rating\": 1}");
        Answer expression = server.put("/v1/sync/expressions/Post", title("fox"));

        assertProblem(condition, 400, "predicate-invalid");
        assertThat(condition.get("path")).isEqualTo("/title/search");
        assertThat((String) condition.get("detail")).contains("search is for queries");
        assertThat(expression.status()).isEqualTo(400);
        assertThat((String) expression.get("detail")).contains("search is for queries");
        try (ObserveClient client = server.observe()) {
            client.send(
                    "{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Post\", \"filter\": %s}"
                            .formatted(title("fox")));
            assertThat((Map<?, ?>) client.next("error").get("problem"))
                    .asString()
                    .contains("search is for queries", "/title/search");
        }
    }

    @Test
    void aFieldThatWasNotChosenIsRefusedWithThoseThatWere() {
        Answer list = query("{\"tags\": {\"search\": \"x\"}}");
        Answer other =
                server.get(
                        "/v1/models/Inventory?filter="
                                + encoded("{\"name\": {\"search\": \"x\"}}"));

        assertProblem(list, 400, "predicate-invalid");
        assertProblem(other, 400, "predicate-invalid");
        assertThat((String) other.get("detail"))
                .contains("name cannot be searched")
                .contains("search.fields.Inventory");
        assertProblem(query("{\"title\": {\"search\": null}}"), 400, "predicate-invalid");
        assertProblem(query("{\"title\": {\"search\": [\"x\"]}}"), 400, "predicate-invalid");
        Answer tooLong =
                server.post(
                        POSTS + "/query", "{\"filter\": %s}".formatted(title("x".repeat(1_001))));
        assertProblem(tooLong, 400, "predicate-invalid");
        assertThat((String) tooLong.get("detail")).contains("1,001", "at most 1,000");
    }

    @Test
    void theSchemaAndTheDocumentTellWhatIsSearched() {
        Map<String, @Nullable Object> schema = server.get("/v1/models").json();

        assertThat(schema.get("models"))
                .asString()
                .contains("searched=[title]", "searched=[content]", "searched=[]");
        assertThat(server.read("/openapi.json")).contains("sidecar.Test.Searched.String");
    }
}
