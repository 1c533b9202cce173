package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.graphql.execution.QueryLimits;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a client can make long, deep or many, and where that ends.
class RequestLimitsIT {
    private static final String SCHEMA =
            """
            type Post @model { id: ID! title: String comments: [Comment] @hasMany }
            type Comment @model { id: ID! content: String post: Post @belongsTo }
            """;
    private static final int ITEMS = 250;

    private static TestBackend.Setup setup;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        setup =
                usual.with(
                        usual.server()
                                .with(
                                        BackendLimits.usual()
                                                .withRequests(
                                                        RequestLimits.usual()
                                                                .withBodyTimeout(
                                                                        Duration.ofMillis(300)))
                                                .withQueries(
                                                        QueryLimits.usual()
                                                                .withItems(ITEMS)
                                                                .withTimeout(
                                                                        Duration.ofSeconds(1)))));
        backend = TestBackend.start(SCHEMA, setup);
        for (int post = 0; post < 3; post++) {
            backend.call("mutation { createPost(input: {id: \"p%d\"}) { id } }".formatted(post));
            backend.call(comments(post, 60));
        }
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    private static String comments(int post, int count) {
        String create = " c%d: createComment(input: {postCommentsId: \"p%d\"}) { id }";
        StringBuilder document = new StringBuilder("mutation {");
        IntStream.range(0, count)
                .forEach(number -> document.append(create.formatted(number, post)));
        return document.append("}").toString();
    }

    @Test
    void documentThatIsTooDeepIsRefused() {
        // Given
        String deep = "id";
        for (int level = 0; level < 20; level++) {
            deep = "comments { items { post { " + deep + " } } }";
        }

        // When
        var answer = backend.call("{ getPost(id: \"p0\") { " + deep + " } }");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsEntry("data", null);
        assertThat(message(answer)).contains("MaxQueryDepthExceeded", "50");
    }

    @Test
    void documentWithTooManyFieldsIsRefusedEvenWhenFragmentsHideThem() {
        // Given: each fragment doubles what the one before has.
        StringBuilder document =
                new StringBuilder("{ ...f14 } fragment f0 on Query { __typename __typename }");
        for (int level = 1; level <= 14; level++) {
            document.append(
                    " fragment f%d on Query { ...f%d ...f%d }"
                            .formatted(level, level - 1, level - 1));
        }

        // When
        var answer = backend.call(document.toString());

        // Then
        assertThat(answer.body()).containsEntry("data", null);
        assertThat(message(answer)).contains("MaxQueryFieldsExceeded", "10,000");
    }

    @Test
    void introspectionOfAmplifysToolsIsNotTooDeep() {
        String type = "name";
        for (int level = 0; level < 12; level++) {
            type = "kind name ofType { " + type + " }";
        }
        var answer =
                backend.call(
                        "{ __schema { types { fields { args { type { " + type + " } } } } } }");
        assertThat(answer.errors()).isEmpty();
    }

    @Test
    void itemsOfAllLevelsTogetherAreLimited() {
        String query = "{ listPosts { items { comments { items { post { id } } } } } }";
        var answer = backend.call(query);
        assertThat(message(answer))
                .isEqualTo(
                        "The request reads more than 250 items; ask for fewer with the argument"
                                + " limit, or for fewer levels");
        assertThat(answer.errors().getFirst()).containsEntry("errorType", "BadRequest");
    }

    @Test
    void smallPagesOfTheSameLevelsAreAnswered() {
        var answer =
                backend.call(
                        "{ listPosts(limit: 3) { items { comments(limit: 5) { items { post { id } }"
                                + " } } } }");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.items("listPosts")).hasSize(3);
    }

    @Test
    void executionThatTakesTooLongIsGivenUp() throws SQLException {
        try (Database database = Database.open(setup.url(), Duration.ofSeconds(2));
                Connection connection = database.unpooled("test-lock").getConnection()) {
            // Given
            connection.setAutoCommit(false);
            connection.createStatement().execute("lock table backend.post");

            // When
            var answer = backend.call("{ listPosts { items { id } } }");

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).containsEntry("data", null);
            assertThat(answer.errors().getFirst())
                    .containsEntry("errorType", "ExecutionTimeout")
                    .containsEntry("message", "Execution timed out.");
        }
    }

    @Test
    void bodyThatComesTooSlowlyIsGivenUp() throws IOException {
        assertThat(
                        exchange(
                                "POST /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: da2-test\r\n"
                                        + "content-length: 100\r\n\r\n{"))
                .startsWith("HTTP/1.1 408 ")
                .contains("connection: close", "RequestTimeoutException");
    }

    @Test
    void headersThatAreTooLongAreRefused() throws IOException {
        assertThat(
                        exchange(
                                "GET /health/live HTTP/1.1\r\nhost: x\r\nx-long: "
                                        + "x".repeat(17 * 1024)
                                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void lineThatIsTooLongIsRefused() throws IOException {
        assertThat(exchange("GET /" + "x".repeat(17 * 1024) + " HTTP/1.1\r\nhost: x\r\n\r\n"))
                .startsWith("HTTP/1.0 414 ");
    }

    @Test
    void requestsBeyondTheRateAreToldWhenToComeBack() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        var limits = RequestLimits.usual().withRequestsPerSecond(1);
        try (var slow =
                TestBackend.start(
                        SCHEMA,
                        usual.with(
                                usual.server().with(BackendLimits.usual().withRequests(limits))))) {
            // When
            var first = slow.call("{ __typename }");
            var second = slow.call("{ __typename }");

            // Then
            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.headers().get("retry-after")).containsExactly("1");
            assertThat(second.body())
                    .isEqualTo(
                            Map.of(
                                    "errors",
                                    List.of(
                                            Map.of(
                                                    "errorType", "TooManyRequestsException",
                                                    "message", "Rate exceeded"))));
        }
    }

    private static String message(TestBackend.Answer answer) {
        return String.valueOf(answer.errors().getFirst().get("message"));
    }

    /// What the server answers until it closes the connection.
    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", backend.endpoint().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            byte[] answer = new byte[4096];
            int length = in.read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
        }
    }
}
