package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/// What many items come to, over HTTP.
@ParameterizedClass
@EnumSource(TestReplica.class)
class AggregateIT extends OnEveryReplica {
    private static final String AGGREGATE = "/v1/models/Post/aggregate";

    @BeforeEach
    void save() {
        posts(4);
        server.patch("/v1/models/Post/p4", "{\"status\": \"INACTIVE\", \"rating\": null}");
    }

    @Test
    void aCountIsWhatAnEmptyQuestionAsks() {
        assertThat(server.post(AGGREGATE, "{}").json())
                .isEqualTo(
                        Map.of(
                                "groups",
                                List.of(Map.of("key", Map.of(), "values", Map.of("count", 4))),
                                "more",
                                false));
    }

    @Test
    void groupsHaveTheirKeysAndTheirNamedValues() {
        Answer answer =
                server.post(
                        AGGREGATE,
                        """
                        {"filter": {"title": {"eq": "t"}}, "groupBy": ["status"], "aggregates": [
                          {"name": "posts", "type": "count"},
                          {"name": "rated", "type": "count", "field": "rating"},
                          {"name": "sum", "type": "sum", "field": "rating"},
                          {"name": "mean", "type": "avg", "field": "rating"},
                          {"name": "first", "type": "min", "field": "id"},
                          {"name": "best", "type": "max", "field": "rating"}]}
                        """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.get("groups").toString())
                .isEqualTo(
                        "[{key={status=ACTIVE}, values={posts=3, rated=3, sum=6, mean=2.0,"
                                + " first=p1, best=3}}, {key={status=INACTIVE}, values={posts=1,"
                                + " rated=0, sum=null, mean=null, first=p4, best=null}}]");
        assertThat(answer.header("Outrigger-Seq")).isEqualTo("5");
    }

    @Test
    void moreGroupsThanTheLimitAreTold() {
        Answer answer = server.post(AGGREGATE, "{\"groupBy\": [\"id\"], \"limit\": 3}");

        assertThat((List<?>) answer.get("groups")).hasSize(3);
        assertThat(answer.json()).containsEntry("more", true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"group\": []}|/group",
                "{\"groupBy\": [\"nope\"]}|/groupBy/0",
                "{\"groupBy\": [\"tags\"]}|/groupBy/0",
                "{\"groupBy\": [\"id\", \"id\"]}|/groupBy/1",
                "{\"aggregates\": [{\"name\": \"a\", \"type\": \"median\"}]}|/aggregates/0/type",
                "{\"aggregates\": [{\"type\": \"count\"}]}|/aggregates/0/name",
                "{\"aggregates\": [{\"name\": \"a\", \"type\": \"sum\"}]}|/aggregates/0/field",
                "{\"aggregates\": [{\"name\": \"a\", \"type\": \"sum\", \"field\": \"title\"}]}"
                        + "|/aggregates/0/field",
                "{\"aggregates\": [{\"name\": \"a\", \"type\": \"max\", \"field\": \"pinned\"}]}"
                        + "|/aggregates/0/field",
                "{\"aggregates\": []}|/aggregates",
                "{\"aggregates\": [], \"groupBy\": []}|/aggregates",
                "{\"limit\": \"3\"}|/limit"
            })
    void whatCannotBeAskedIsRefusedWithItsPlace(String body, String path) {
        Answer answer = server.post(AGGREGATE, body);

        assertProblem(answer, 400, "body-invalid");
        assertThat(answer.json()).containsEntry("path", path);
    }
}
