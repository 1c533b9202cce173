package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

class RemoteSettingsTest {
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4800/graphql");

    @Test
    void neverShowsTheKey() {
        assertThat(RemoteSettings.of(ENDPOINT, "da2-secret"))
                .asString()
                .contains("4800")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/graphql", "/graphql", "http:graphql", "https:///graphql"})
    void saysWhatAnEndpointIs(URI endpoint) {
        assertThatThrownBy(() -> RemoteSettings.of(endpoint, "key"))
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
                                        ENDPOINT, "key", timeouts, Path.of("target", "no.pem")))
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
