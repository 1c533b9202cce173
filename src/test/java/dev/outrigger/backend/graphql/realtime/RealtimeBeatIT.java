package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/// What the channel does as time passes.
class RealtimeBeatIT {
    private static final RealtimeLimits LIMITS =
            RealtimeLimits.usual()
                    .withKeepAlive(Duration.ofSeconds(2))
                    .withConnectionDuration(Duration.ofSeconds(5));

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        var usual = TestBackend.Setup.usual();
        backend =
                TestBackend.start(
                        "type Post @model { id: ID! title: String! }",
                        usual.with(
                                usual.server().with(BackendLimits.usual().withRealtime(LIMITS))));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void signsOfLifeGoOn() {
        try (var socket = backend.realtime().initialised()) {
            assertThat(socket.next()).isEqualTo(Map.of("type", "ka"));
            assertThat(socket.next()).isEqualTo(Map.of("type", "ka"));
        }
    }

    @Test
    void socketThatNeverSaysAnythingIsClosed() {
        try (var socket = backend.realtime()) {
            assertThat(socket.closeStatus()).isEqualTo(1008);
        }
    }

    @Test
    void socketThatHasLastedItsTimeIsClosedSoThatItsClientComesBack() {
        try (var socket = backend.realtime().initialised()) {
            assertThat(socket.closeStatus()).isEqualTo(1001);
        }
    }
}
