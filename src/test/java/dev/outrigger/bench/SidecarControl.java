package dev.outrigger.bench;

import static org.awaitility.Awaitility.await;

import dev.outrigger.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Watches and steers the sync engine of a sidecar.
final class SidecarControl implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    /// Rarer, as a look costs a sidecar that has just started as much as a hundred items do.
    private static final Duration POLL_OF_PULL = Duration.ofMillis(100);

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI sidecar;

    SidecarControl(URI sidecar) {
        this.sidecar = sidecar;
    }

    void stopSync() {
        send(post("/v1/sync/stop"));
        await().atMost(LIMIT).until(() -> "stopped".equals(status().get("state")));
    }

    void startSync() {
        send(post("/v1/sync/start"));
    }

    /// Returns when every model was pulled to its end.
    void awaitSynced() {
        await().atMost(LIMIT)
                .pollInterval(POLL_OF_PULL)
                .until(() -> models().stream().noneMatch(m -> m.get("lastSyncedAt") == null));
    }

    /// Milliseconds from the request for a pull until every model was pulled.
    double pullNow() {
        long before = lastSynced();
        long begun = System.nanoTime();
        send(post("/v1/sync/now"));
        long limit = begun + LIMIT.toNanos();
        while (lastSynced() <= before) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("no pull within " + LIMIT);
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    /// When the model that was pulled first was, by the sidecar's clock.
    private long lastSynced() {
        return models().stream()
                .mapToLong(
                        model ->
                                model.get("lastSyncedAt") instanceof Number at ? at.longValue() : 0)
                .min()
                .orElse(0);
    }

    /// Returns when the changefeed is open too.
    void awaitConnected() {
        awaitSynced();
        await().atMost(LIMIT)
                .pollInterval(POLL)
                .until(() -> Boolean.TRUE.equals(status().get("connected")));
    }

    /// Returns when every mutation was delivered.
    void awaitEmptyOutbox() {
        await().atMost(LIMIT).pollInterval(POLL).until(() -> outboxCount() == 0);
    }

    /// Returns when the replica has so many posts.
    void awaitPosts(int posts) {
        URI count = sidecar.resolve("/v1/models/Post/count");
        await().atMost(LIMIT)
                .pollInterval(POLL)
                .until(
                        () ->
                                Json.readObject(send(HttpRequest.newBuilder(count).build()))
                                        .get("count")
                                        .equals(posts));
    }

    private int outboxCount() {
        return status().get("outbox") instanceof Map<?, ?> outbox
                        && outbox.get("count") instanceof Number count
                ? count.intValue()
                : -1;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> models() {
        return (List<Map<String, Object>>) status().get("models");
    }

    private Map<String, Object> status() {
        URI status = sidecar.resolve("/v1/sync");
        return Json.readObject(send(HttpRequest.newBuilder(status).build()));
    }

    private HttpRequest post(String path) {
        return HttpRequest.newBuilder(sidecar.resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request.uri() + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
