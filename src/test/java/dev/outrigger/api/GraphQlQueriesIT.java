package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static dev.outrigger.api.GraphQlClient.each;
import static dev.outrigger.api.GraphQlClient.problemOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Queries on `/graphql`, as clients of the backend write them.
@ParameterizedClass
@EnumSource(TestReplica.class)
class GraphQlQueriesIT extends OnEveryReplica {
    private GraphQlClient graphQl;

    @BeforeEach
    void connect() {
        graphQl = new GraphQlClient(server);
    }

    private void comment(String id, String post, String content) {
        server.post(
                "/v1/models/Comment",
                "{\"id\": \"%s\", \"postID\": \"%s\", \"content\": \"%s\"}"
                        .formatted(id, post, content));
    }

    private void inventory(String product, int warehouse, String name) {
        server.put("/v1/models/Inventory/%s/%d/%s".formatted(product, warehouse, name), "{}");
    }

    @Test
    void getAnswersAnItemWithItsMetadataAndNullWithoutOne() {
        // Given
        server.post(
                "/v1/models/Post",
                """
                {"id": "p1", "title": "The first", "status": "ACTIVE", "rating": 4, "tags": ["a"],
                 "extra": {"n": [1]}, "publishedAt": 7}
                """);

        // When
        Map<?, ?> data =
                graphQl.data(
                        """
                        query Both($id: ID!) {
                          found: getPost(id: $id) {
                            __typename id title status rating score tags extra publishedAt createdAt
                            _version _lastChangedAt _deleted _pending
                          }
                          absent: getPost(id: "none") { id }
                        }
                        """,
                        Map.of("id", "p1"));

        // Then
        Map<?, ?> found = (Map<?, ?>) data.get("found");
        assertThat(data.get("absent")).isNull();
        assertThat(found.toString())
                .isEqualTo(
                        "{__typename=Post, id=p1, title=The first, status=ACTIVE, rating=4,"
                                + " score=null, tags=[a], extra={\"n\":[1]}, publishedAt=7,"
                                + " createdAt=null, _version=null, _lastChangedAt=null,"
                                + " _deleted=null, _pending=true}");
    }

    @Test
    void listPagesUntilThereIsNoNextToken() {
        // Given
        posts(5);
        String page =
                """
                query Page($token: String) {
                  listPosts(filter: {rating: {gt: 1}, _deleted: {ne: true}}, limit: 3,
                            nextToken: $token) { items { id } nextToken }
                }
                """;

        // When
        Map<?, ?> first = (Map<?, ?>) graphQl.data(page).get("listPosts");
        Map<?, ?> second =
                (Map<?, ?>)
                        graphQl.data(page, Map.of("token", first.get("nextToken")))
                                .get("listPosts");

        // Then
        assertThat(each(first, "id")).isEqualTo(List.of("p2", "p3", "p4"));
        assertThat(each(second, "id")).isEqualTo(List.of("p5"));
        assertThat(second.get("nextToken")).isNull();
    }

    @Test
    void filtersTellDeletedItemsFromLiveOnes() {
        // Given
        posts(2);
        server.delete("/v1/models/Post/p1");

        // Then
        assertThat(each(graphQl.only("{ listPosts { items { id } } }"), "id"))
                .isEqualTo(List.of("p2"));
        assertThat(
                        each(
                                graphQl.only(
                                        "{ listPosts(filter: {_deleted: {eq: true}})"
                                                + " { items { id } } }"),
                                "id"))
                .isEmpty();
        assertThat(
                        each(
                                graphQl.only(
                                        "{ listPosts(filter: {or: [{title: {eq: \"x\"}}, {not:"
                                                + " {_deleted: {eq: true}}}]}) { items { id } } }"),
                                "id"))
                .isEqualTo(List.of("p2"));
    }

    @Test
    void syncAnswersEverythingAndSaysSinceWhen() {
        // Given
        posts(2);
        long before = System.currentTimeMillis();

        // When
        Map<?, ?> page =
                (Map<?, ?>)
                        graphQl.only(
                                "{ syncPosts(lastSync: 1, limit: 1000) { items { id _version }"
                                        + " nextToken startedAt } }");

        // Then
        assertThat(each(page, "id")).isEqualTo(List.of("p1", "p2"));
        assertThat(((Number) page.get("startedAt")).longValue()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void keysArePartitionsThatAreSortedAndLimited() {
        // Given
        inventory("i1", 2, "b");
        inventory("i1", 1, "z");
        inventory("i1", 2, "a");
        inventory("i1", 3, "a");
        inventory("i2", 1, "a");

        // Then
        assertThat(names("productId: \"i1\"")).isEqualTo(List.of("z", "a", "b", "a"));
        assertThat(names("productId: \"i1\", sortDirection: DESC, limit: 2"))
                .isEqualTo(List.of("a", "b"));
        assertThat(names("productId: \"i1\", warehouseName: {eq: {warehouse: 2}}"))
                .isEqualTo(List.of("a", "b"));
        assertThat(names("productId: \"i1\", warehouseName: {gt: {warehouse: 2, name: \"a\"}}"))
                .isEqualTo(List.of("b", "a"));
        assertThat(
                        names(
                                "productId: \"i1\", warehouseName: {between: [{warehouse: 1, name:"
                                        + " \"zz\"}, {warehouse: 2, name: \"a\"}]}"))
                .isEqualTo(List.of("a"));
        assertThat(
                        names(
                                "productId: \"i1\", warehouseName: {beginsWith: {warehouse: 2,"
                                        + " name: \"b\"}}"))
                .isEqualTo(List.of("b"));
        assertThat(graphQl.error("{ listInventories(sortDirection: DESC) { items { name } } }"))
                .containsEntry("errorType", "BadRequest");
    }

    private List<?> names(String arguments) {
        return each(
                graphQl.only("{ listInventories(" + arguments + ") { items { name } } }"), "name");
    }

    @Test
    void indexesAreQueriedByTheirNames() {
        // Given
        posts(2);
        comment("c1", "p1", "x");
        comment("c2", "p2", "x");
        comment("c3", "p1", "y");

        // Then
        assertThat(
                        each(
                                graphQl.only(
                                        "{ commentsByPost(postID: \"p1\", filter: {content: {eq:"
                                                + " \"y\"}}) { items { id } } }"),
                                "id"))
                .isEqualTo(List.of("c3"));
    }

    @Test
    void relationsNestBothWaysAndPage() {
        // Given
        posts(2);
        comment("c1", "p1", "x");
        comment("c2", "p1", "y");
        comment("c3", "p1", "z");

        // When
        Map<?, ?> post =
                (Map<?, ?>)
                        graphQl.only(
                                """
                                { getPost(id: "p1") { comments(limit: 2) {
                                    items { id post { id comments { items { id } } } } nextToken
                                } } }
                                """);
        Map<?, ?> page = (Map<?, ?>) post.get("comments");
        Map<?, ?> rest =
                (Map<?, ?>)
                        graphQl.data(
                                        """
                                        query Rest($token: String) { getPost(id: "p1") {
                                          comments(nextToken: $token) { items { id } } } }
                                        """,
                                        Map.of("token", page.get("nextToken")))
                                .get("getPost");

        // Then
        assertThat(each(page, "id")).isEqualTo(List.of("c1", "c2"));
        assertThat(each(page, "post").getFirst().toString())
                .isEqualTo("{id=p1, comments={items=[{id=c1}, {id=c2}, {id=c3}]}}");
        assertThat(each(rest.get("comments"), "id")).isEqualTo(List.of("c3"));
    }

    @Test
    void aTokenOfAnotherQueryIsRefusedWithTheProblemOfTheApi() {
        // When
        Map<String, @Nullable Object> error =
                graphQl.error("{ listPosts(nextToken: \"made up\") { items { id } } }");

        // Then
        assertThat(error).containsEntry("errorType", "BadRequest").containsEntry("data", null);
        assertThat(problemOf(error))
                .containsEntry("type", "urn:outrigger:problem:cursor-invalid")
                .containsEntry("status", 400);
    }

    @Test
    void documentsAreHeldToTheirLimits() {
        // Given
        posts(1);
        String deep = "{ listPosts { items " + "{ comments { items { post ".repeat(20) + "{ id }";

        // Then
        assertThat(errorOf(deep + " } } }".repeat(20) + " } }")).contains("depth");
        assertThat(graphQl.error(many(101)).get("message").toString())
                .contains("reads more than 100000 items");
        assertThat(graphQl.ask("{ nothing }", Map.of()).get("errors").toString())
                .contains("FieldUndefined");
    }

    private String errorOf(String document) {
        Answer answer = graphQl.ask(document, Map.of());
        return String.valueOf(answer.get("errors")).toLowerCase(Locale.ROOT);
    }

    private static String many(int lists) {
        StringBuilder document = new StringBuilder("{ ");
        for (int number = 0; number < lists; number++) {
            document.append("a" + number + ": listPosts(limit: 1000) { nextToken } ");
        }
        return document.append('}').toString();
    }

    @Test
    void introspectionTellsTheTypesOfTheBackendAndWhatAReplicaAdds() {
        // When
        String fields =
                graphQl.only("{ __type(name: \"Post\") { fields { name type { kind name } } } }")
                        .toString();

        // Then
        assertThat(fields)
                .contains(
                        "{name=_version, type={kind=SCALAR, name=Int}}",
                        "{name=_pending, type={kind=NON_NULL, name=null}}",
                        "{name=comments, type={kind=OBJECT, name=ModelCommentConnection}}");
    }

    @Test
    void getTakesQueriesAndNoMutations() {
        // Given
        posts(1);
        String query = encoded("query Q($id: ID!) { getPost(id: $id) { rating } }");
        String variables = encoded("{\"id\": \"p1\"}");

        // When
        Answer read = server.get("/graphql?query=" + query + "&variables=" + variables);
        Answer written =
                server.get(
                        "/graphql?query="
                                + encoded("mutation { deletePost(input: {id: \"p1\"}) { id } }"));

        // Then
        assertThat(read.get("data").toString()).isEqualTo("{getPost={rating=1}}");
        ProblemAssert.assertProblem(written, 405, "method-not-allowed");
        assertThat(server.get("/v1/models/Post/p1").status()).isEqualTo(200);
    }

    @Test
    void requestsThatAreNoGraphQlAreRefused() {
        // Then
        ProblemAssert.assertProblem(server.post("/graphql", "{}"), 400, "body-invalid");
        ProblemAssert.assertProblem(server.post("/graphql", "[]"), 400, "body-invalid");
        ProblemAssert.assertProblem(server.post("/graphql", "{"), 400, "json-malformed");
        ProblemAssert.assertProblem(server.get("/graphql"), 400, "body-invalid");
        ProblemAssert.assertProblem(
                server.send(
                        server.request("/graphql")
                                .POST(
                                        ApiServer.text(
                                                "{\"query\": \"{ listPosts { nextToken } }\"}"))
                                .header("Content-Type", "text/plain")),
                415,
                "media-type-unsupported");
        assertThat(graphQl.ask("{ listPosts {", Map.of()).status()).isEqualTo(400);
    }
}
