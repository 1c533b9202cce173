package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.observe.ObserveLimits;
import dev.outrigger.testing.RawSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

/// Pings on WebSockets, met by a client that decides itself whether it answers them.
class PingsIT {
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
        try (RawSocket socket = connected()) {
            assertThat(socket.next().first()).isEqualTo(RawSocket.PING);
            assertThat(socket.next().first()).isEqualTo(RawSocket.PING);
            assertThat(socket.next().first()).isEqualTo(RawSocket.CLOSE);
        }
    }

    @Test
    void keepsTheSocketOfAClientThatAnswers() throws IOException {
        try (RawSocket socket = connected()) {
            for (int answered = 0; answered < 10; answered++) {
                assertThat(socket.next().first()).isEqualTo(RawSocket.PING);
                socket.pong();
            }
        }
    }

    private RawSocket connected() throws IOException {
        return RawSocket.open(server.port(), "/v1/observe", "none");
    }
}
