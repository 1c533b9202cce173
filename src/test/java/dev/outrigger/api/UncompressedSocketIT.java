package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.RawSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/// Clients that offer to compress what goes over a WebSocket, which would cost each of them memory
/// and each change time.
class UncompressedSocketIT {
    private final ApiServer server = ApiServer.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/v1/observe, none", "/graphql, graphql-transport-ws"})
    void areNotTakenUpOnIt(String path, String subProtocol) throws IOException {
        try (RawSocket socket = RawSocket.open(server.port(), path, subProtocol)) {
            assertThat(socket.head()).doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }
}
