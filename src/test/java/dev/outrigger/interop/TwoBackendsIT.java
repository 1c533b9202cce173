package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TcpFront;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.Map;

/// Two backends on one database behind one address, as with a load balancer.
@ForEachRelease
class TwoBackendsIT {
    private static final String POST = "Post";
    private static final int SUBSCRIPTIONS = 6;

    private final StartedParts parts = new StartedParts();

    @Parameter AmplifyRelease release;

    @AfterParameterizedClassInvocation
    void stop() {
        parts.close();
    }

    @Test
    void aDeviceWhoseBackendEndsMovesToTheOtherAndMissesNothing() {
        // Given
        String schema = Schemas.demoDocument();
        TestBackend.Setup setup = TestBackend.Setup.usual();
        TestBackend second = parts.keep(TestBackend.start(schema, setup));
        AmplifyDevices devices = parts.keep(new AmplifyDevices("moving", release, schema, setup));
        TestBackend first = devices.backend();
        TcpFront front = parts.keep(TcpFront.of(first.endpoint()));
        AmplifyClient device =
                devices.start(
                        devices.setup("device").with("endpoint", front.endpoint().toString()));
        String before = post(first, "before");
        eventually(() -> assertThat(device.version(POST, before)).isEqualTo(1));

        // When
        front.moveTo(second.endpoint());
        String missed = post(second, "missed by the socket");

        // Then
        eventually(() -> assertThat(device.version(POST, missed)).isEqualTo(1));

        // When
        device.awaitSubscriptions(2 * SUBSCRIPTIONS);
        String live = post(second, "told by the other backend");
        device.update(POST, before, Map.of("rating", 5));

        // Then
        eventually(() -> assertThat(device.version(POST, live)).isEqualTo(1));
        eventually(() -> assertThat(device.version(POST, before)).isEqualTo(2));
        assertThat(device.wire().dials()).hasSize(2);
        assertThat(device.outboxCount()).isZero();
    }

    private static String post(TestBackend backend, String title) {
        return new OtherWriter(backend).create(POST, Map.of("title", title, "status", "ACTIVE"));
    }
}
