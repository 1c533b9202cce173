package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A client that does not read the answer to what it asked.
class UnreadAnswerIT {
    private static final String SCHEMA = "type Post @model { id: ID! title: String }";

    /// Many times what two sockets hold.
    private static final int TIMES = 100;

    private static final int TITLE = 200_000;

    /// Before a supervisor kills.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(9);

    @Test
    void theBackendStopsBesideIt() throws IOException {
        // Given
        TestBackend backend = TestBackend.start(SCHEMA);
        backend.call(
                "mutation($title: String) { createPost(input: {id: \"p\", title: $title}) { id } }",
                Map.of("title", "x".repeat(TITLE)));
        try (Socket socket = new Socket("127.0.0.1", backend.endpoint().getPort())) {
            socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(15))
                    .asString()
                    .isEqualTo("HTTP/1.1 200 OK");

            // When
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(backend::close);

            // Then
            assertThat(stopped).succeedsWithin(STOP_LIMIT);
        }
    }

    private static String request() {
        String query =
                IntStream.range(0, TIMES)
                        .mapToObj("a%d: getPost(id: \\\"p\\\") { title }"::formatted)
                        .collect(Collectors.joining(" ", "{\"query\": \"{ ", " }\"}"));
        return """
        POST /graphql HTTP/1.1\r
        Host: localhost\r
        x-api-key: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s\
        """
                .formatted(TestBackend.API_KEY, query.length(), query);
    }
}
