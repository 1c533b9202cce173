package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.observe.ObserveLimits;
import dev.outrigger.testing.RawSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/// Frames of a WebSocket that are larger than any that a client needs.
class OversizeFrameIT {
    private final ApiServer server = ApiServer.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/observe, none, 1",
        "/v1/observe, none, 5000000",
        "/graphql, graphql-transport-ws, 1"
    })
    void closeTheSocketWithTheReason(String path, String subProtocol, int excess)
            throws IOException {
        try (RawSocket socket = RawSocket.open(server.port(), path, subProtocol)) {
            // When
            socket.sendText(ObserveLimits.defaults().frameBytes() + excess);

            // Then
            RawSocket.Frame answer = socket.next();
            assertThat(answer.first()).isEqualTo(RawSocket.CLOSE);
            assertThat(answer.closeStatus()).isEqualTo(1009);
        }
    }
}
