package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.testing.StandardSocket;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The sub-protocol `graphql-transport-ws`, message by message.
class StandardProtocolIT {
    private static final String KEY =
            "{\"type\":\"connection_init\",\"payload\":{\"x-api-key\":\"da2-test\"}}";
    private static final int OPERATIONS = 3;

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        var limits =
                RealtimeLimits.usual()
                        .withSubscriptions(OPERATIONS)
                        .withKeepAlive(Duration.ofSeconds(2));
        backend =
                TestBackend.start(
                        "type Post @model { id: ID! title: String! rating: Int }",
                        usual.with(
                                usual.server().with(BackendLimits.usual().withRealtime(limits))));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/graphql/realtime"})
    void clientIsLetInByTheHeadersOfItsHandshake(String path) {
        try (var socket =
                StandardSocket.connect(backend, path, Map.of("x-api-key", TestBackend.API_KEY))) {
            socket.send("{\"type\":\"connection_init\"}");
            assertThat(socket.nextText()).isEqualTo("{\"type\":\"connection_ack\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"connection_init\"} | 4403",
                "{\"type\":\"connection_init\",\"payload\":{\"x-api-key\":\"wrong\"}} | 4403",
                "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ a }\"}} | 4401",
                "{\"type\":\"start\"} | 4400",
                "nonsense | 4400",
                "[] | 4400",
                "{\"type\":\"complete\"} | 4400",
                "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{}} | 4400"
            })
    void messageThatBreaksTheProtocolClosesTheSocketWithItsCode(String message, int status) {
        try (var socket = StandardSocket.connect(backend, "/graphql", Map.of())) {
            socket.send(message);
            assertThat(socket.closeStatus()).isEqualTo(status);
        }
    }

    @Test
    void secondInitialisationClosesTheSocket() {
        try (var socket = StandardSocket.acknowledged(backend)) {
            socket.send(KEY);
            assertThat(socket.closeStatus()).isEqualTo(4429);
        }
    }

    @Test
    void socketWithoutInitialisationIsClosed() {
        try (var socket = StandardSocket.connect(backend, "/graphql", Map.of())) {
            assertThat(socket.closeStatus()).isEqualTo(4408);
        }
    }

    @Test
    void pingIsAnsweredAndTheServerPingsToo() {
        try (var socket = StandardSocket.acknowledged(backend)) {
            socket.send("{\"type\":\"ping\"}");
            assertThat(socket.nextText()).isEqualTo("{\"type\":\"pong\"}");
            assertThat(socket.nextText()).isEqualTo("{\"type\":\"ping\"}");
            socket.send("{\"type\":\"pong\"}");
            assertThat(socket.nextText()).isEqualTo("{\"type\":\"ping\"}");
        }
    }

    @Test
    void mutationAndQueryAreAnsweredAndCompleted() {
        try (var socket = StandardSocket.acknowledged(backend)) {
            // When
            socket.subscribe(
                    "m",
                    Map.of(
                            "query",
                            "mutation M($i: CreatePostInput!) { createPost(input: $i) { title } }"
                                    + " query Q { listPosts { items { id } } }",
                            "operationName",
                            "M",
                            "variables",
                            Map.of("i", Map.of("title", "over the socket"))));

            // Then
            assertThat(nextButPing(socket))
                    .isEqualTo(
                            "{\"id\":\"m\",\"type\":\"next\",\"payload\":{\"data\":{\"createPost\":"
                                    + "{\"title\":\"over the socket\"}}}}");
            assertThat(nextButPing(socket)).isEqualTo("{\"id\":\"m\",\"type\":\"complete\"}");

            socket.subscribe("q", Map.of("query", "{ getPost(id: \"none\") { id } }"));
            assertThat(nextButPing(socket))
                    .isEqualTo(
                            "{\"id\":\"q\",\"type\":\"next\",\"payload\":{\"data\":"
                                    + "{\"getPost\":null}}}");
            assertThat(nextButPing(socket)).isEqualTo("{\"id\":\"q\",\"type\":\"complete\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ nope }",
                "query {",
                "subscription { onCreatePost(nope: 1) { id } }",
                "query A { __typename } query B { __typename }"
            })
    void operationThatCannotBeExecutedIsAnErrorAndTheSocketGoesOn(String query) {
        try (var socket = StandardSocket.acknowledged(backend)) {
            // When
            socket.subscribe("x", Map.of("query", query));

            // Then
            assertThat(nextButPing(socket))
                    .startsWith("{\"id\":\"x\",\"type\":\"error\",\"payload\":[{")
                    .contains("\"message\":");
            socket.subscribe("x", Map.of("query", "{ __typename }"));
            assertThat(nextButPing(socket)).contains("\"data\":{\"__typename\":\"Query\"}");
        }
    }

    @Test
    void subscriptionGetsEventsOfBothDialectsUntilItIsCompleted() {
        String query =
                "subscription On($f: ModelSubscriptionPostFilterInput)"
                        + " { onCreatePost(filter: $f) { title } }";
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("query", query);
        payload.put("variables", Map.of("f", Map.of("rating", Map.of("ge", 5))));
        payload.put("operationName", "On");
        try (var socket = StandardSocket.acknowledged(backend);
                var amplify =
                        backend.realtime()
                                .initialised()
                                .subscribed("a", "subscription { onCreatePost { title } }")) {
            // Given
            socket.subscribe("s", payload);
            settled(socket);

            // When
            create("low", 1);
            create("high", 5);

            // Then
            assertThat(nextButPing(socket))
                    .isEqualTo(
                            "{\"id\":\"s\",\"type\":\"next\",\"payload\":{\"data\":"
                                    + "{\"onCreatePost\":{\"title\":\"high\"}}}}");
            assertThat(amplify.next(2).toString()).contains("low", "high");

            // When
            socket.send("{\"id\":\"s\",\"type\":\"complete\"}");
            settled(socket);
            create("higher", 9);
            socket.subscribe("q", Map.of("query", "{ __typename }"));

            // Then
            assertThat(nextButPing(socket)).startsWith("{\"id\":\"q\",\"type\":\"next\"");
        }
    }

    @Test
    void idThatIsInUseClosesTheSocket() {
        String query = "subscription { onCreatePost { id } }";
        try (var socket = StandardSocket.acknowledged(backend)) {
            socket.subscribe("s", Map.of("query", query));
            socket.subscribe("s", Map.of("query", query));
            assertThat(socket.closeStatus()).isEqualTo(4409);
        }
    }

    @Test
    void operationsOfASocketAreLimited() {
        try (var socket = StandardSocket.acknowledged(backend)) {
            for (int number = 0; number <= OPERATIONS; number++) {
                socket.subscribe(
                        "s" + number, Map.of("query", "subscription { onCreatePost { id } }"));
            }
            assertThat(nextButPing(socket))
                    .contains("\"id\":\"s3\"", "\"type\":\"error\"", "Max number of 3");
        }
    }

    /// Waits until the server has taken what was sent before.
    private static void settled(StandardSocket socket) {
        socket.send("{\"type\":\"ping\"}");
        String answer = socket.nextText();
        while (!answer.equals("{\"type\":\"pong\"}")) {
            answer = socket.nextText();
        }
    }

    private static String nextButPing(StandardSocket socket) {
        String message = socket.nextText();
        while (message.equals("{\"type\":\"ping\"}")) {
            message = socket.nextText();
        }
        return message;
    }

    private static void create(String title, int rating) {
        backend.call(
                "mutation { createPost(input: {title: \"%s\", rating: %d}) { id } }"
                        .formatted(title, rating));
    }
}
