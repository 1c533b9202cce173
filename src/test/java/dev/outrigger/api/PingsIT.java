package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.observe.ObserveLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Pings on WebSockets, met by a client that decides itself whether it answers them.
class PingsIT {
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final String HANDSHAKE =
            """
            GET /v1/observe HTTP/1.1
            Host: localhost
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """;

    private final TestReplica.Opened opened = TestReplica.IN_MEMORY.open();
    private ApiServer server;

    @BeforeEach
    void serve() {
        ObserveLimits often = ObserveLimits.defaults().withKeepAlive(Duration.ofMillis(30));
        server =
                new ApiServer(
                        opened.parts(),
                        new FakeSyncControl(),
                        ApiSettings.loopback(0).with(ApiLimits.defaults().with(often)));
    }

    @AfterEach
    void stop() {
        server.close();
        opened.end().run();
    }

    @Test
    void closesTheSocketOfAClientThatAnswersNoPing() throws IOException {
        try (Socket socket = connected()) {
            InputStream in = socket.getInputStream();

            assertThat(frame(in)).isEqualTo(PING);
            assertThat(frame(in)).isEqualTo(PING);
            assertThat(frame(in)).isEqualTo(CLOSE);
        }
    }

    @Test
    void keepsTheSocketOfAClientThatAnswers() throws IOException {
        try (Socket socket = connected()) {
            InputStream in = socket.getInputStream();
            byte[] pong = {(byte) 0x8A, (byte) 0x80, 1, 2, 3, 4};

            for (int answered = 0; answered < 10; answered++) {
                assertThat(frame(in)).isEqualTo(PING);
                socket.getOutputStream().write(pong);
            }
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(HANDSHAKE.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
        return socket;
    }

    /// The first byte of the next frame, which has a payload of less than 126 bytes.
    private static int frame(InputStream in) throws IOException {
        int first = in.read();
        in.readNBytes(in.read());
        return first;
    }
}
