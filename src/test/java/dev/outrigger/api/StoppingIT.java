package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// What a server that stops does with the clients that are still there: it must not wait for them,
/// as its supervisor does not wait either.
class StoppingIT {
    /// Less than what a supervisor gives the whole process.
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int CLOSE = 0x88;
    private static final int GOING_AWAY = 1001;
    private static final String REQUEST = "%s HTTP/1.1\nHost: localhost\n%s\n\n";
    private static final String HANDSHAKE =
            """
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Protocol: graphql-transport-ws
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\
            """;

    private final TestReplica.Opened opened = TestReplica.IN_MEMORY.open();
    private final ApiServer server =
            new ApiServer(opened.parts(), new FakeSyncControl(), ApiSettings.loopback(0));

    @AfterEach
    void stop() {
        opened.end().run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/observe", "/graphql"})
    void tellsSocketsThatItGoesAndWaitsForNoAnswer(String path) throws IOException {
        try (Socket socket = sent(REQUEST.formatted("GET " + path, HANDSHAKE))) {
            assertThat(head(socket)).startsWith("HTTP/1.1 101");

            assertStopsInTime();

            assertThat(socket.getInputStream().read()).isEqualTo(CLOSE);
            assertThat(status(socket.getInputStream())).isEqualTo(GOING_AWAY);
        }
    }

    @Test
    void endsServerSentEvents() throws IOException {
        try (Socket socket =
                sent(REQUEST.formatted("GET /v1/observe", "Accept: text/event-stream"))) {
            assertThat(head(socket)).startsWith("HTTP/1.1 200");

            assertStopsInTime();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("0\r\n\r\n");
        }
    }

    @Test
    void waitsForNoBodyThatDoesNotCome() throws IOException {
        String headers = "Content-Type: application/json\nContent-Length: 100";
        try (Socket socket = sent(REQUEST.formatted("POST /v1/models/Post", headers) + "{")) {
            assertThat(server.get("/health/live").status()).isEqualTo(200);

            assertStopsInTime();

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    private void assertStopsInTime() {
        Instant told = Instant.now();
        server.close();
        assertThat(Duration.between(told, Instant.now())).isLessThan(LIMIT);
    }

    private Socket sent(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }

    /// The status of a closing frame, behind its first byte.
    private static int status(InputStream in) throws IOException {
        byte[] payload = in.readNBytes(in.read());
        return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }
}
