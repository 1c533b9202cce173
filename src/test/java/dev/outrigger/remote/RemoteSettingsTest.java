package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

class RemoteSettingsTest {
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4800/graphql");

    private static final Access ACCESS = Access.only(new ApiKey("key"));

    @Test
    void neverShowsTheKey() {
        assertThat(RemoteSettings.of(ENDPOINT, Access.only(new ApiKey("da2-secret"))))
                .asString()
                .contains("4800")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/graphql", "/graphql", "http:graphql", "https:///graphql"})
    void saysWhatAnEndpointIs(URI endpoint) {
        assertThatThrownBy(() -> RemoteSettings.of(endpoint, ACCESS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is an http or https URL with a host, not " + endpoint);
    }

    @Test
    void saysWhereAPemFileIsMissing() {
        // Given
        RemoteSettings.Timeouts timeouts = RemoteSettings.Timeouts.defaults();

        // Then
        assertThatThrownBy(
                        () ->
                                new RemoteSettings(
                                        ENDPOINT,
                                        ACCESS,
                                        timeouts,
                                        Path.of("target", "no.pem"),
                                        100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no readable PEM file")
                .hasMessageContaining("no.pem");
    }

    @Test
    void refusesATimeoutOfNothing() {
        // Given
        Duration second = Duration.ofSeconds(1);

        // Then
        assertThatThrownBy(() -> new RemoteSettings.Timeouts(Duration.ZERO, second, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect");
    }
}
