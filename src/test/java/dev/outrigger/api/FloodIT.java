package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.RawHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Clients that send too much, too slowly, or come too often.
class FloodIT {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int CONNECTIONS = 5;
    private static final String PROBE = "GET /health/live HTTP/1.1\nHost: localhost\n\n";

    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    private final ApiServer server =
            new ApiServer(
                    ApiServer.Parts.inMemory(store),
                    new FakeSyncControl(),
                    ApiSettings.loopback(0)
                            .with(
                                    ApiLimits.defaults()
                                            .with(
                                                    new ConnectionLimits(
                                                            CONNECTIONS,
                                                            8 * 1024,
                                                            50,
                                                            Duration.ofSeconds(1),
                                                            Duration.ofSeconds(2),
                                                            1_000))));
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void headersThatTrickleAreCutOff() throws IOException {
        Socket socket = connected();
        write(socket, "GET /health/live HTTP/1.1\nHost: localhost\n");

        await().atMost(PATIENCE).until(() -> trickled(socket, "X-More: 1\n"));
        assertThat(server.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void headersOfALaterRequestThatTrickleAreCutOffToo() throws IOException {
        Socket socket = connected();
        write(socket, PROBE);
        assertThat(begin(socket)).isEqualTo("HTTP/1.1 200");

        await().atMost(PATIENCE).until(() -> trickled(socket, "G"));
    }

    @Test
    void aBodyThatTricklesIsAnsweredWithATimeout() throws IOException {
        Socket socket = connected();
        write(
                socket,
                "POST /v1/models/Post HTTP/1.1\nHost: localhost\n"
                        + "Content-Type: application/json\nContent-Length: 100000\n\n{");

        await().atMost(PATIENCE).until(() -> trickled(socket, " "));

        assertThat(everything(socket)).startsWith("HTTP/1.1 408").contains("request-timeout");
        assertThat(store.everything()).isEmpty();
    }

    @Test
    void aClientThatOnlyListensKeepsItsSocket() {
        try (ObserveClient client = server.observe()) {
            client.send("{\"type\": \"observe\", \"id\": \"1\"}");
            client.next("started");
            // Longer than any other connection without a request.
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                Socket idle = connected();
                                return idle.getInputStream().read() < 0;
                            });

            assertThat(client.isClosed()).isFalse();
            client.expectNothingElse();
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAtOnceAndOthersStay() throws IOException {
        List<Socket> first = new ArrayList<>();
        for (int number = 0; number < CONNECTIONS; number++) {
            Socket socket = connected();
            write(socket, PROBE);
            assertThat(begin(socket)).isEqualTo("HTTP/1.1 200");
            first.add(socket);
        }

        Socket further = connected();
        assertThat(everything(further)).isEmpty();

        first.getFirst().close();
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            Socket again = connected();
                            return trickledNothing(again);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/observe", "/graphql"})
    void webSocketsThatAreClosedOrBreakGiveTheirPlaceToOthers(String path) {
        for (int number = 0; number < 3 * CONNECTIONS; number++) {
            boolean breaks = number % 2 == 0;
            await().atMost(PATIENCE).until(() -> isUpgradedAndLeft(path, breaks));
        }
    }

    private boolean isUpgradedAndLeft(String path, boolean breaks) throws IOException {
        try (Socket socket = connected()) {
            write(
                    socket,
                    """
                    GET %s HTTP/1.1
                    Host: localhost
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Protocol: graphql-transport-ws
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                    """
                            .formatted(path));
            socket.setSoLinger(breaks, 0);
            return begin(socket).equals("HTTP/1.1 101");
        } catch (SocketException _) {
            return false;
        }
    }

    @Test
    void headersThatAreTooLargeOrTooManyAreRefused() {
        String large = "X-Large: " + "x".repeat(9 * 1024) + "\n";
        String many = "A: b\n".repeat(60);

        for (String headers : List.of(large, many)) {
            assertThat(
                            RawHttp.exchange(
                                    server.port(),
                                    "GET /v1/models HTTP/1.1\nHost: localhost\nConnection: close\n"
                                            + headers
                                            + "\n"))
                    .startsWith("HTTP/1.1 431")
                    .contains("headers-too-large");
        }
    }

    @Test
    void whatIsNotHttpIsRefusedAndTheConnectionEnds() throws IOException {
        for (String text :
                List.of("\u0016\u0003\u0001\n\n", "GET\n\n", "PRI * HTTP/2.0\n\nSM\n\n")) {
            Socket socket = connected();
            write(socket, text);
            assertThat(everything(socket)).doesNotContain("200", "500", "Exception");
        }
    }

    private boolean trickledNothing(Socket socket) throws IOException {
        try {
            write(socket, PROBE);
            return begin(socket).equals("HTTP/1.1 200");
        } catch (SocketException _) {
            return false;
        }
    }

    /// True once the server has closed the socket, which is seen by writing to it.
    private static boolean trickled(Socket socket, String more) {
        try {
            write(socket, more);
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream()
                .write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String begin(Socket socket) throws IOException {
        return new String(
                socket.getInputStream().readNBytes("HTTP/1.1 200".length()),
                StandardCharsets.UTF_8);
    }

    /// What comes until the server closes the connection; it may do so with a reset.
    private static String everything(Socket socket) throws IOException {
        var text = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (SocketException _) {
            // What was read before counts.
        }
        return text.toString();
    }
}
