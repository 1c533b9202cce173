package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.RawSocket;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// A client that offers to compress what goes over the realtime channel, which would cost memory
/// for each subscriber and time for each event of each.
class UncompressedRealtimeIT {
    private static final String SCHEMA = "type Post @model { id: ID! title: String }";

    @Test
    void isNotTakenUpOnIt() throws IOException {
        try (TestBackend backend = TestBackend.start(SCHEMA);
                RawSocket socket =
                        RawSocket.open(
                                backend.endpoint().getPort(),
                                backend.endpoint().getPath() + "/realtime",
                                "graphql-ws")) {
            assertThat(socket.head()).doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }
}
