package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertNothingStored;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Many edits in one request, of which all are made or none.
@ParameterizedClass
@EnumSource(TestReplica.class)
class BatchIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> results(Answer answer) {
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return (List<Map<String, @Nullable Object>>) answer.get("results");
    }

    private Answer batch(String... operations) {
        return server.post("/v1/batch", "{\"operations\": [" + String.join(",", operations) + "]}");
    }

    private static String create(String id) {
        return "{\"op\": \"create\", \"model\": \"Post\", \"item\": " + post(id, 1) + "}";
    }

    @Test
    void carriesOutEachKindOfOperationInOrder() {
        // Given
        aPost("old", 1);
        Answer old = server.get(POSTS + "/old");

        // When
        List<Map<String, @Nullable Object>> results =
                results(
                        batch(
                                create("p1"),
                                """
                                {"op": "patch", "model": "Post", "key": "p1",
                                 "item": {"rating": 2, "_version": 9}}\
                                """,
                                """
                                {"op": "save", "model": "Inventory",
                                 "key": {"productId": "x", "warehouse": 1, "name": "a/b"},
                                 "item": {"count": 3}}\
                                """,
                                """
                                {"op": "create", "model": "Comment",
                                 "item": {"content": "wow", "post": {"id": "p1"}}}\
                                """,
                                """
                                {"op": "delete", "model": "Post", "key": {"id": "old"},
                                 "condition": {"rating": {"eq": 1}}}\
                                """,
                                """
                                {"op": "delete", "model": "Post", "key": "nobody"}\
                                """));

        // Then
        assertThat(results)
                .extracting(result -> result.get("status"))
                .containsExactly(201, 200, 201, 201, 200, 204);
        assertThat(results.get(1).get("item")).isEqualTo(server.get(POSTS + "/p1").json());
        assertThat(results.get(1).get("etag")).isEqualTo(server.get(POSTS + "/p1").header("ETag"));
        assertThat(server.get("/v1/models/Inventory/x/1/a%2Fb").get("count")).isEqualTo(3);
        assertThat(results.get(4).get("etag")).isEqualTo(old.header("ETag"));
        assertThat(results.get(5).get("item")).isNull();
        assertThat(results.get(5).get("etag")).isNull();
        assertThat(server.get(POSTS + "/old").status()).isEqualTo(404);
    }

    @Test
    void storesNothingWhenOneOperationIsRefused() {
        // When
        Answer exists = batch(create("p1"), create("p2"), create("p1"));
        Answer guarded =
                batch(
                        create("p1"),
                        """
                        {"op": "patch", "model": "Post", "key": "p1", "item": {"rating": 2},
                         "condition": {"rating": {"gt": 5}}}\
                        """);
        Answer version =
                batch(
                        create("p1"),
                        """
                        {"op": "delete", "model": "Post", "key": "p1", "ifVersion": 3}\
                        """);
        Answer invalid =
                batch(
                        create("p1"),
                        """
                        {"op": "create", "model": "Post", "item": {"title": 7}}\
                        """);

        // Then
        assertProblem(exists, 409, "item-exists");
        assertThat(exists.json()).containsEntry("operation", 2).containsEntry("itemId", "p1");
        assertProblem(guarded, 412, "condition-false");
        assertThat(guarded.get("operation")).isEqualTo(1);
        assertProblem(version, 412, "version-differs");
        assertProblem(invalid, 400, "item-invalid");
        assertThat(invalid.json()).containsEntry("operation", 1).containsEntry("path", "/title");
        assertNothingStored(server);
    }

    @Test
    void saysWhichOperationIsMalformedAndWhere() {
        assertMalformed("7", "/operations/1");
        assertMalformed("{\"op\": \"upsert\", \"model\": \"Post\"}", "/operations/1/op");
        assertMalformed(
                "{\"op\": \"create\", \"model\": \"Post\", \"item\": 7}", "/operations/1/item");
        assertMalformed("{\"op\": \"create\", \"item\": {}}", "/operations/1/model");
        assertMalformed(
                "{\"op\": \"create\", \"model\": \"Post\", \"item\": {}, \"condition\": {}}",
                "/operations/1/condition");
        assertMalformed("{\"op\": \"delete\", \"model\": \"Post\"}", "/operations/1/key");
        assertMalformed(
                "{\"op\": \"delete\", \"model\": \"Inventory\", \"key\": \"x\"}",
                "/operations/1/key");
        assertMalformed(
                "{\"op\": \"delete\", \"model\": \"Post\", \"key\": \"x\", \"ifVersion\": 0}",
                "/operations/1/ifVersion");
        assertProblem(
                batch("{\"op\": \"delete\", \"model\": \"Nothing\", \"key\": \"x\"}"),
                404,
                "model-unknown");
        assertProblem(
                batch("{\"op\": \"delete\", \"model\": \"Post\", \"key\": {\"name\": \"x\"}}"),
                400,
                "key-invalid");
        assertProblem(server.post("/v1/batch", "{\"operations\": 1}"), 400, "body-invalid");
        assertProblem(server.post("/v1/batch", "{\"edits\": []}"), 400, "body-invalid");
        assertProblem(server.get("/v1/batch"), 405, "method-not-allowed");
        assertNothingStored(server);
    }

    private void assertMalformed(String operation, String path) {
        Answer answer = batch(create("p1"), operation);
        assertProblem(answer, 400, "body-invalid");
        assertThat(answer.json()).containsEntry("path", path).containsEntry("operation", 1);
    }

    @Test
    void takesAThousandOperationsAndNoMoreThanItsLimit() {
        // When
        Answer thousand = batch(operations(1_000));
        Answer tooMany = batch(Collections.nCopies(10_001, "0").toArray(String[]::new));

        // Then
        assertThat(results(thousand)).hasSize(1_000);
        assertProblem(tooMany, 400, "body-invalid");
        assertThat(tooMany.get("path")).isEqualTo("/operations");
        assertThat(server.get(POSTS + "/count").get("count")).isEqualTo(1_000);
        assertThat(results(batch())).isEmpty();
    }

    private static String operations(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> create("n" + number))
                .collect(Collectors.joining(","));
    }
}
