package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.Schemas;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.List;
import java.util.Map;

/// An Amplify client that the backend does not let in.
@ForEachRelease
class RefusedDeviceIT {
    private static final String POST = "Post";

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;

    @BeforeParameterizedClassInvocation
    void start() {
        devices = new AmplifyDevices("refused", release, Schemas.demoDocument());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void aWrongKeyIsRefusedSoThatTheClientSaysWhyAndDoesNotTryForEver() {
        // Given
        new OtherWriter(devices.backend()).create(POST, Map.of("title", "a", "status", "ACTIVE"));
        AmplifyClient device =
                devices.configured(devices.setup("device").with("apiKey", "da2-wrong"));

        // When
        device.startRefused();

        // Then
        eventually(() -> assertThat(device.wire().received("connection_error")).hasSize(1));
        eventually(() -> assertThat(device.events("error")).isNotEmpty());
        assertThat(device.list(POST)).isEmpty();
        assertThat(device.wire().exchanges("syncPosts"))
                .isNotEmpty()
                .allSatisfy(
                        exchange -> {
                            assertThat(exchange.status()).isEqualTo(401);
                            assertThat(exchange.errors())
                                    .singleElement()
                                    .extracting("errorType")
                                    .isEqualTo("UnauthorizedException");
                        });
        assertThat(device.wire().received("connection_error").getFirst())
                .extracting("payload.errors", InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .extracting("errorType", "errorCode")
                .isEqualTo(List.of("UnauthorizedException", 401));
        assertThat(device.wire().dials()).hasSize(1);
    }
}
