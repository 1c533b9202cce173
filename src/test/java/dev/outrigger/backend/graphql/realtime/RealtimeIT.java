package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.backend.graphql.BackendSettings;
import dev.outrigger.json.Json;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestSocket;
import dev.outrigger.testing.TestSocket.Handshake;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

class RealtimeIT {
    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
              rating: Int
              json: AWSJSON
              comments: [Comment] @hasMany
            }
            type Comment @model { id: ID! content: String post: Post @belongsTo }
            """;
    private static final String ON_CREATE =
            "subscription operation { onCreatePost { id title _version _deleted } }";
    private static final int SUBSCRIPTION_LIMIT = 5;

    private static TestBackend backend;
    private static int numbers;

    @BeforeAll
    static void start() {
        var usual = TestBackend.Setup.usual();
        BackendSettings settings =
                usual.server()
                        .with(
                                BackendLimits.usual()
                                        .withRealtime(
                                                RealtimeLimits.usual()
                                                        .withSubscriptions(SUBSCRIPTION_LIMIT)
                                                        .withBacklogBytes(64 * 1024)));
        backend = TestBackend.start(SCHEMA, usual.with(settings));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @EnumSource(Handshake.class)
    void everyHandshakeStyleIsAcceptedAndSelectsTheSubProtocol(Handshake handshake) {
        try (var socket = TestSocket.connect(backend, handshake, TestBackend.API_KEY)) {
            // When
            socket.send("{\"type\":\"connection_init\"}");

            // Then
            assertThat(socket.subProtocol()).isEqualTo("graphql-ws");
            assertThat(socket.next())
                    .isEqualTo(
                            Map.of(
                                    "type",
                                    "connection_ack",
                                    "payload",
                                    Map.of("connectionTimeoutMs", 300_000)));
            assertThat(socket.next()).isEqualTo(Map.of("type", "ka"));
        }
    }

    @ParameterizedTest
    @EnumSource(Handshake.class)
    void handshakeWithAWrongKeyGetsAConnectionErrorAndIsClosed(Handshake handshake) {
        try (var socket = TestSocket.connect(backend, handshake, "da2-wrong")) {
            // When
            socket.send("{\"type\":\"connection_init\"}");

            // Then
            assertThat(Json.write(socket.next()))
                    .isEqualTo(
                            "{\"type\":\"connection_error\",\"payload\":{\"errors\":["
                                    + "{\"errorType\":\"UnauthorizedException\",\"errorCode\":401,"
                                    + "\"message\":\"You are not authorized to make this"
                                    + " call.\"}]}}");
            assertThat(socket.closeStatus()).isEqualTo(1008);
        }
    }

    @Test
    void createUpdateAndDeleteReachTheirSubscribersOnly() {
        try (var socket =
                backend.realtime()
                        .initialised()
                        .subscribed("c", ON_CREATE)
                        .subscribed("u", ON_CREATE.replace("onCreate", "onUpdate"))
                        .subscribed("d", ON_CREATE.replace("onCreate", "onDelete"))) {
            // When
            String id = create("A");
            mutate("updatePost", "{id: \"%s\", title: \"B\", _version: 1}".formatted(id));
            mutate("deletePost", "{id: \"%s\", _version: 2}".formatted(id));

            // Then
            assertThat(socket.next(3).stream().map(Json::write))
                    .containsExactly(
                            data("c", "onCreatePost", id, "A", 1, "null"),
                            data("u", "onUpdatePost", id, "B", 2, "null"),
                            data("d", "onDeletePost", id, "B", 3, "true"));
        }
    }

    @Test
    void refusedMutationsAndRepeatedCreatesAreNotTold() {
        try (var socket =
                backend.realtime()
                        .initialised()
                        .subscribed("c", ON_CREATE)
                        .subscribed("d", ON_CREATE.replace("onCreate", "onDelete"))) {
            // When
            String id = create("A");
            mutate("createPost", "{id: \"%s\", title: \"A\"}".formatted(id));
            mutate("deletePost", "{id: \"%s\", _version: 9}".formatted(id));
            String last = create("Z");

            // Then
            assertThat(socket.next(2).stream().map(Json::write))
                    .containsExactly(
                            data("c", "onCreatePost", id, "A", 1, "null"),
                            data("c", "onCreatePost", last, "Z", 1, "null"));
        }
    }

    @Test
    void eventsComeInCommitOrderWhileManyWrite() {
        try (var socket =
                backend.realtime()
                        .initialised()
                        .subscribed("u", "subscription { onUpdatePost { id _version } }")) {
            // Given
            List<String> ids = List.of(create("A"), create("A"), create("A"), create("A"));

            // When
            CompletableFuture.allOf(
                            ids.stream()
                                    .map(id -> CompletableFuture.runAsync(() -> updateOften(id)))
                                    .toArray(CompletableFuture[]::new))
                    .join();

            // Then
            Map<Object, List<Object>> versions = new java.util.HashMap<>();
            for (Map<String, Object> frame : socket.next(ids.size() * 25)) {
                var item = item(frame, "onUpdatePost");
                versions.computeIfAbsent(item.get("id"), _ -> new ArrayList<>())
                        .add(item.get("_version"));
            }
            List<Object> ascending = new ArrayList<>(IntStream.range(2, 27).boxed().toList());
            assertThat(versions.values()).allMatch(ascending::equals).hasSize(ids.size());
        }
    }

    private static void updateOften(String id) {
        for (int version = 1; version <= 25; version++) {
            mutate("updatePost", "{id: \"%s\", rating: 1, _version: %d}".formatted(id, version));
        }
    }

    @Test
    void filterChoosesEvents() {
        String query =
                "subscription operation($filter: ModelSubscriptionPostFilterInput) {"
                        + " onCreatePost(filter: $filter) { title } }";
        var filter =
                Map.of(
                        "or",
                        List.of(
                                Map.of("title", Map.of("in", List.of("F1", "F3"))),
                                Map.of("title", Map.of("beginsWith", "G"))));
        try (var socket =
                backend.realtime().initialised().subscribed("f", query, Map.of("filter", filter))) {
            // When
            List.of("F1", "F2", "F3", "G4").forEach(RealtimeIT::create);

            // Then
            assertThat(socket.next(3))
                    .extracting(frame -> String.valueOf(item(frame, "onCreatePost").get("title")))
                    .containsExactly("F1", "F3", "G4");
        }
    }

    @Test
    void eventCarriesRelatedItemsAndScalarsInWireForm() {
        try (var socket =
                backend.realtime()
                        .initialised()
                        .subscribed(
                                "c",
                                "subscription { onCreateComment { __typename content"
                                        + " post { id json _deleted } } }")) {
            // Given
            String id = create("A");
            mutate("updatePost", "{id: \"%s\", json: \"[1]\", _version: 1}".formatted(id));

            // When
            backend.call(
                    ("mutation { createComment(input: {content: \"hi\", postCommentsId: \"%s\"})"
                                    + " { id } }")
                            .formatted(id));

            // Then
            assertThat(Json.write(socket.next(1).getFirst()))
                    .isEqualTo(
                            "{\"id\":\"c\",\"type\":\"data\",\"payload\":{\"data\":{"
                                    + "\"onCreateComment\":{\"__typename\":\"Comment\","
                                    + "\"content\":\"hi\",\"post\":{\"id\":\""
                                    + id
                                    + "\",\"json\":\"[1]\",\"_deleted\":null}}}}}");
        }
    }

    @Test
    void stopIsCompletedAndNothingFollows() {
        try (var socket =
                backend.realtime()
                        .initialised()
                        .subscribed("s", ON_CREATE)
                        .subscribed("t", ON_CREATE)) {
            // When
            socket.send("{\"id\":\"s\",\"type\":\"stop\"}");
            socket.send("{\"id\":\"unknown\",\"type\":\"stop\"}");
            assertThat(socket.next(1).getFirst()).isEqualTo(Map.of("id", "s", "type", "complete"));
            create("A");
            create("B");

            // Then
            assertThat(socket.next(2))
                    .extracting(frame -> frame.get("id"))
                    .containsExactly("t", "t");
        }
    }

    @Test
    void startWithoutAValidKeyIsUnauthorized() {
        try (var socket = backend.realtime().initialised()) {
            socket.start("s", ON_CREATE, Map.of(), "da2-wrong");
            assertThat(socket.next(1).getFirst())
                    .isEqualTo(
                            error(
                                    "s",
                                    "UnauthorizedException",
                                    "You are not authorized to make this call."));
        }
    }

    @Test
    void idThatIsInUseIsRefusedAndGoesOn() {
        try (var socket = backend.realtime().initialised().subscribed("s", ON_CREATE)) {
            // When
            socket.start("s", ON_CREATE, Map.of(), TestBackend.API_KEY);

            // Then
            assertThat(socket.next(1).getFirst().toString()).contains("DuplicatedOperationError");
            create("A");
            assertThat(socket.next(1).getFirst()).containsEntry("type", "data");
        }
    }

    @Test
    void subscriptionsOfAConnectionAreLimited() {
        try (var socket = backend.realtime().initialised()) {
            // Given
            for (int number = 0; number < SUBSCRIPTION_LIMIT; number++) {
                socket.start("s" + number, ON_CREATE, Map.of(), TestBackend.API_KEY);
            }
            socket.next(SUBSCRIPTION_LIMIT);

            // When
            socket.start("more", ON_CREATE, Map.of(), TestBackend.API_KEY);

            // Then
            Map<String, Object> error =
                    Map.of(
                            "errorType", "MaxSubscriptionsReachedError",
                            "message", "Max number of 5 subscriptions reached");
            assertThat(socket.next(1).getFirst())
                    .isEqualTo(
                            Map.of(
                                    "id", "more",
                                    "type", "error",
                                    "payload", Map.of("errors", error)));
        }
    }

    @Test
    void documentThatIsNotValidIsAnErrorWithTheReason() {
        try (var socket = backend.realtime().initialised()) {
            start(socket, "a", "subscription { onCreatePost(nope: 1) { id } }", Map.of());
            start(socket, "b", "query { listPosts { nextToken } }", Map.of());
            start(
                    socket,
                    "c",
                    "subscription q($f: ModelSubscriptionPostFilterInput)"
                            + " { onCreatePost(filter: $f) { id } }",
                    Map.of("f", Map.of("nope", 1)));
            socket.send("{\"id\":\"d\",\"type\":\"dance\"}");
            var frames = socket.next(4);
            assertThat(frames.get(0).toString())
                    .contains("id=a", "UnknownArgument: Unknown field argument nope");
            assertThat(frames.get(1).toString()).contains("id=b", "UnsupportedOperation");
            assertThat(frames.get(2).toString())
                    .contains("id=c", "The variables input contains a field name 'nope'");
            assertThat(frames.get(3).toString())
                    .contains("id=d", "unknown not supported through the realtime channel");
        }
    }

    @Test
    void clientThatReadsTooSlowlyIsDisconnectedAndOthersAreNot() {
        String query = "subscription { onCreatePost { id title json } }";
        String big = "x".repeat(20_000);
        try (var slow =
                        TestSocket.connect(
                                backend,
                                Handshake.SUB_PROTOCOL,
                                TestBackend.API_KEY,
                                TestSocket.Reading.NOTHING);
                var fast = backend.realtime().initialised().subscribed("f", query)) {
            // Given
            slow.send("{\"type\":\"connection_init\"}");
            slow.start("s", query, Map.of(), TestBackend.API_KEY);

            // When
            for (int number = 0; number < 500; number++) {
                create(big);
            }

            // Then
            assertThat(fast.next(500)).hasSize(500);
            slow.readAll();
            assertThat(slow.closedOrLost()).isTrue();
        }
    }

    private static void start(
            TestSocket socket, String id, String query, Map<String, ?> variables) {
        socket.start(id, query, variables, TestBackend.API_KEY);
    }

    private static String create(String title) {
        String id = "p" + numbers++;
        mutate("createPost", "{id: \"%s\", title: \"%s\"}".formatted(id, title));
        return id;
    }

    private static void mutate(String field, String input) {
        backend.call("mutation { " + field + "(input: " + input + ") { id } }");
    }

    private static Map<?, ?> item(Map<String, Object> frame, String field) {
        var payload = (Map<?, ?>) frame.get("payload");
        return (Map<?, ?>) ((Map<?, ?>) payload.get("data")).get(field);
    }

    private static String data(
            String id, String field, String post, String title, int version, String deleted) {
        return ("{\"id\":\"%s\",\"type\":\"data\",\"payload\":{\"data\":{\"%s\":{\"id\":\"%s\","
                        + "\"title\":\"%s\",\"_version\":%d,\"_deleted\":%s}}}}")
                .formatted(id, field, post, title, version, deleted);
    }

    private static Map<String, Object> error(String id, String type, String message) {
        return Map.of(
                "id",
                id,
                "type",
                "error",
                "payload",
                Map.of("errors", List.of(Map.of("errorType", type, "message", message))));
    }
}
