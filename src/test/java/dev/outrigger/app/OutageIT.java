package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class OutageIT {
    private static final String SCHEMA = "config/schema.graphql";
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(90);

    private final String database = TestDatabase.fresh("outage").jdbcUrl();
    private final int port = freePort();

    @Test
    void devicesThatSavedWhileTheBackendWasAwayAreEqualOnceItIsBack() {
        try (OutriggerProcess phoneProcess = sidecar("phone");
                OutriggerProcess laptopProcess = sidecar("laptop");
                var phone = new SidecarClient(phoneProcess.ready("phone"));
                var laptop = new SidecarClient(laptopProcess.ready("laptop"))) {
            try (OutriggerProcess backend = backend()) {
                backend.ready("backend");
                phone.savePost("before the outage");
                await().atMost(SYNC_LIMIT).until(() -> laptop.posts().size() == 1);
                backend.terminate();
                assertThat(backend.exitCode()).isZero();
            }

            for (int number = 1; number <= 3; number++) {
                phone.savePost("phone " + number);
                laptop.savePost("laptop " + number);
            }

            assertThat(phone.posts()).hasSize(4);
            assertThat(laptop.posts()).hasSize(4);
            try (OutriggerProcess backend = backend()) {
                backend.ready("backend");
                await().atMost(SYNC_LIMIT)
                        .untilAsserted(
                                () -> {
                                    List<Map<String, Object>> posts = phone.posts();
                                    assertThat(posts).hasSize(7).isEqualTo(laptop.posts());
                                    assertThat(posts)
                                            .allSatisfy(
                                                    post ->
                                                            assertThat(post)
                                                                    .containsEntry(
                                                                            "_pending", false));
                                });
            }
        }
    }

    private OutriggerProcess backend() {
        return OutriggerProcess.start(
                "backend",
                "--schema",
                SCHEMA,
                "--database",
                database,
                "--port",
                String.valueOf(port),
                "--api-key",
                "outage-key");
    }

    private OutriggerProcess sidecar(String replica) {
        return OutriggerProcess.start(
                Map.of("OUTRIGGER_REMOTE_AUTH_APIKEY", "outage-key"),
                "sidecar",
                "--schema",
                SCHEMA,
                "--database",
                database,
                "--replica",
                replica,
                "--port",
                "0",
                "--remote",
                URI.create("http://127.0.0.1:" + port + "/graphql").toString());
    }

    /// The backend comes back where it was.
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
