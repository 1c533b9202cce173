package dev.outrigger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// Somebody who calls any AppSync-compatible backend with [TestBackend#API_KEY].
public final class GraphQlCaller implements AutoCloseable {
    /// Not every server that has a realtime channel knows an upgrade to HTTP/2 from one to that.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;

    public GraphQlCaller(URI endpoint) {
        this.endpoint = endpoint;
    }

    /// The value of the document's only root field; fails the test when there are errors.
    public @Nullable Object call(String document, Map<String, ?> variables) {
        Map<String, @Nullable Object> answer =
                Json.readObject(
                        post(Json.write(Map.of("query", document, "variables", variables))));
        assertThat(answer).doesNotContainKey("errors");
        if (answer.get("data") instanceof Map<?, ?> fields && fields.size() == 1) {
            return fields.values().iterator().next();
        }
        throw new AssertionError("not one root field: " + answer);
    }

    private String post(String body) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("content-type", "application/json")
                        .header("x-api-key", TestBackend.API_KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new AssertionError("the backend does not answer", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the backend answered", stopped);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
