package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.config.AccessConfig;
import dev.outrigger.config.ApiConfig;
import dev.outrigger.config.ApiLimitsConfig;
import dev.outrigger.config.ApiNamesConfig;
import dev.outrigger.config.ChangeLogConfig;
import dev.outrigger.config.LimitsConfig;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// What is configured for observers holds in a sidecar that runs.
class ObserveSettingsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RestartableSidecar sidecar = new RestartableSidecar(Schemas.demo());
    private final HttpClient http = HttpClient.newHttpClient();
    private URI observe;

    @BeforeEach
    void start() {
        ApiLimitsConfig usual = ApiLimitsConfig.DEFAULT;
        ApiLimitsConfig limits =
                new ApiLimitsConfig(
                        usual.bodySize(),
                        usual.headerSize(),
                        usual.connections(),
                        usual.observations(),
                        usual.frameSize(),
                        usual.requestsPerSecond(),
                        usual.requestTimeout(),
                        usual.idleTimeout(),
                        Duration.ofMillis(50));
        String url =
                sidecar.serve(
                        new ApiConfig(
                                new ListenConfig("127.0.0.1", 0, null),
                                null,
                                AccessConfig.open(),
                                ApiNamesConfig.loopback(),
                                limits,
                                LimitsConfig.Queries.DEFAULT),
                        new ChangeLogConfig(10, null));
        observe = URI.create(url).resolve("/v1/observe");
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        sidecar.close();
    }

    @Test
    void theChangeLogIsAsLongAsItIsConfigured() throws IOException, InterruptedException {
        for (int number = 0; number < 30; number++) {
            sidecar.send("POST", "/v1/models/Post", Map.of("title", "T", "status", "ACTIVE"));
        }

        HttpResponse<String> answer =
                http.send(
                        events().header("Last-Event-ID", "1").build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("\"oldestSeq\":21");
    }

    @Test
    void signsOfLifeComeAsOftenAsConfigured() throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer =
                http.send(events().build(), HttpResponse.BodyHandlers.ofLines());

        try (Stream<String> lines = answer.body()) {
            assertThat(lines.filter(line -> line.equals(":")).limit(3)).hasSize(3);
        }
    }

    private HttpRequest.Builder events() {
        return HttpRequest.newBuilder(observe)
                .timeout(PATIENCE)
                .header("Accept", "text/event-stream");
    }
}
