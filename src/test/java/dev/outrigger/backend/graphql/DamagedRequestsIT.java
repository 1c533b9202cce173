package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.Mutilation;
import dev.outrigger.testing.StandardSocket;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/// Whatever is sent, the backend answers in its own words: it never fails, and says nothing of
/// SQL or of its code. `-Dfuzz.seed` and `-Dfuzz.requests` try others and more.
class DamagedRequestsIT {
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_302);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final int FRAMES_OF_A_SOCKET = 12;

    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
                @index(name: "byTitle", queryField: "postsByTitle", sortKeyFields: ["at"])
              at: AWSTimestamp
              day: AWSDate
              rating: Int
              share: Float
              live: Boolean
              json: AWSJSON
              mood: Mood
              tags: [String]
              meta: Meta
              comments: [Comment] @hasMany
            }
            type Comment @model {
              tenant: ID! @primaryKey(sortKeyFields: ["number", "when"])
              number: Int!
              when: AWSDateTime!
              content: String
              post: Post @belongsTo
            }
            type Meta { source: String pages: [Int] }
            enum Mood { GOOD BAD }
            """;

    /// Words that only an inner failure would bring to a client.
    private static final Pattern LEAK =
            Pattern.compile(
                    "InternalFailure|java\\.|dev\\.outrigger|org\\.postgresql|io\\.vertx"
                            + "|SQLState|ERROR:|_last_changed_at|Cannot invoke|cannot be cast");

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void everyRequestIsAnsweredWithoutAFailure() {
        var mutilation = new Mutilation(SEED);
        for (int number = 0; number < REQUESTS; number++) {
            String body = mutilation.of(mutilation.oneOf(requests()));

            var answer = backend.post(body, Map.of("x-api-key", TestBackend.API_KEY));

            assertThat(answer.status()).as(body).isIn(200, 400);
            assertThat(Json.write(answer.body())).as(body).doesNotContainPattern(LEAK);
        }
        assertThat(backend.call("{ __typename }").errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphql-ws", "graphql-transport-ws"})
    void everyFrameIsAnsweredOrEndsItsSocket(String dialect) {
        var mutilation = new Mutilation(SEED);
        URI endpoint = backend.endpoint().resolve("/graphql/realtime");
        for (int number = 0; number < REQUESTS / 4; number += FRAMES_OF_A_SOCKET) {
            try (var socket =
                    StandardSocket.connect(
                            endpoint, dialect, Map.of("x-api-key", TestBackend.API_KEY))) {
                sendDamaged(socket, dialect, mutilation);
            }
        }
        assertThat(backend.call("{ __typename }").errors()).isEmpty();
    }

    private static void sendDamaged(StandardSocket socket, String dialect, Mutilation mutilation) {
        try {
            socket.send("{\"type\":\"connection_init\"}");
            assertThat(socket.nextText()).contains("connection_ack");
            for (int frame = 0; frame < FRAMES_OF_A_SOCKET && !socket.isClosed(); frame++) {
                socket.send(sendable(mutilation.of(mutilation.oneOf(frames(dialect)))));
            }
            socket.send(last(dialect));
        } catch (CompletionException closed) {
            // The server has ended the connection, which is an answer too.
            assertThat(socket.isClosed()).isTrue();
        }
        Optional<String> answer = socket.nextUnlessClosed();
        while (answer.filter(text -> !text.contains("the-last")).isPresent()) {
            assertThat(answer.get()).doesNotContainPattern(LEAK);
            answer = socket.nextUnlessClosed();
        }
    }

    /// A client's own encoder refuses half of a surrogate pair.
    private static String sendable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /// What an open socket answers, so that everything before it has been dealt with.
    private static String last(String dialect) {
        String query = "{\"query\":\"subscription { the }\"}";
        return dialect.equals("graphql-ws")
                ? "{\"id\":\"the-last\",\"type\":\"start\",\"payload\":{\"data\":%s}}"
                        .formatted(Json.write(query))
                : "{\"id\":\"the-last\",\"type\":\"subscribe\",\"payload\":%s}".formatted(query);
    }

    private static List<String> frames(String dialect) {
        if (dialect.equals("graphql-ws")) {
            return requests().stream()
                    .map(
                            request ->
                                    Json.write(
                                            Map.of(
                                                    "id", "1",
                                                    "type", "start",
                                                    "payload",
                                                            Map.of(
                                                                    "data",
                                                                    request,
                                                                    "extensions",
                                                                    extensions()))))
                    .toList();
        }
        return requests().stream()
                .map(request -> "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":" + request + "}")
                .toList();
    }

    private static Map<String, Object> extensions() {
        return Map.of("authorization", Map.of("x-api-key", TestBackend.API_KEY));
    }

    private static List<String> requests() {
        return List.of(
                request(
                        "query operation($limit: Int, $nextToken: String, $lastSync: AWSTimestamp,"
                                + " $filter: ModelPostFilterInput) {"
                                + " syncPosts(limit: $limit, nextToken: $nextToken,"
                                + " lastSync: $lastSync, filter: $filter) {"
                                + " items { id title json meta { source } comments {"
                                + " items { content } } _version _deleted }"
                                + " nextToken startedAt } }",
                        Map.of(
                                "limit",
                                10,
                                "lastSync",
                                1_772_443_800_123L,
                                "filter",
                                Map.of(
                                        "and",
                                        List.of(
                                                Map.of("title", Map.of("eq", "A")),
                                                Map.of("at", Map.of("ge", 1)))))),
                request(
                        "mutation operation($input: CreatePostInput!) { createPost(input: $input) {"
                                + " id title tags meta { pages } at day _version } }",
                        Map.of(
                                "input",
                                Map.of(
                                        "title",
                                        "A",
                                        "at",
                                        1,
                                        "day",
                                        "2026-03-02",
                                        "json",
                                        "{\"a\":[1]}",
                                        "mood",
                                        "GOOD",
                                        "tags",
                                        List.of("a", "b"),
                                        "share",
                                        0.5,
                                        "meta",
                                        Map.of("source", "s", "pages", List.of(1))))),
                request(
                        "query ($title: String!, $at: ModelIntKeyConditionInput) {"
                                + " postsByTitle(title: $title, at: $at, sortDirection: DESC) {"
                                + " items { id post: comments(limit: 2) { items { tenant } } } } }",
                        Map.of("title", "A", "at", Map.of("between", List.of(1, 2)))),
                request(
                        "query ($tenant: ID!, $number: Int!, $when: AWSDateTime!) {"
                                + " getComment(tenant: $tenant, number: $number, when: $when) {"
                                + " content post { id } } listComments(tenant: \"t\","
                                + " numberWhen: {gt: {number: 1}}) { items { number } } }",
                        Map.of("tenant", "t", "number", 1, "when", "2026-03-02T09:30:00.123Z")),
                request(
                        "subscription operation($filter: ModelSubscriptionPostFilterInput) {"
                                + " onCreatePost(filter: $filter) { id title } }",
                        Map.of("filter", Map.of("rating", Map.of("in", List.of(1, 2))))),
                request(
                        "mutation operation($input: UpdatePostInput!, $condition:"
                                + " ModelPostConditionInput) { updatePost(input: $input, condition:"
                                + " $condition) { id _version } }",
                        Map.of(
                                "input", Map.of("id", "p", "title", "B", "_version", 1),
                                "condition", Map.of("title", Map.of("beginsWith", "A")))));
    }

    private static String request(String query, Map<String, ?> variables) {
        return Json.write(Map.of("query", query, "variables", variables));
    }
}
