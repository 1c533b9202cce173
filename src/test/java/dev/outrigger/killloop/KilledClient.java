package dev.outrigger.killloop;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Speaks with a sidecar that may go away in the middle of it.
final class KilledClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String POSTS = "/v1/models/Post";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI sidecar;

    KilledClient(URI sidecar) {
        this.sidecar = sidecar;
    }

    /// The list has one mark of this edit: when the backend merges the edit with what it did
    /// itself, the mark stands there twice.
    Answer create(String id, String title) {
        return edit("POST", POSTS, written(title, Map.of("id", id, "status", "ACTIVE")));
    }

    Answer update(String id, String title) {
        return edit("PATCH", POSTS + "/" + id, written(title, Map.of()));
    }

    Answer delete(String id) {
        return edit("DELETE", POSTS + "/" + id, "");
    }

    void syncNow() throws IOException {
        send(request("POST", "/v1/sync/now", ""));
    }

    /// What waits for the backend.
    List<?> unsent() throws IOException {
        Object waiting =
                Json.readObject(send(request("GET", "/v1/outbox", "")).body()).get("mutations");
        return (List<?>) waiting;
    }

    /// `title|version` by id.
    Map<String, String> posts() throws IOException {
        Map<String, String> posts = new TreeMap<>();
        String cursor = "";
        do {
            String path = POSTS + "?limit=1000" + cursor;
            Map<String, @Nullable Object> page =
                    Json.readObject(send(request("GET", path, "")).body());
            for (Object item : (List<?>) page.get("items")) {
                Map<?, ?> post = (Map<?, ?>) item;
                posts.put(
                        String.valueOf(post.get("id")),
                        post.get("title") + "|" + post.get("_version"));
            }
            Object next = page.get("nextCursor");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return posts;
    }

    private Answer edit(String method, String path, String body) {
        try {
            int status = send(request(method, path, body)).statusCode();
            if (status == 200 || status == 201) {
                return Answer.PROMISED;
            }
            // 204 is the answer to a delete of what this replica does not have.
            // A database that went away may have committed before it did.
            return status < 500 ? Answer.REFUSED : Answer.OPEN;
        } catch (IOException _) {
            return Answer.OPEN;
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(sidecar.resolve(path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String written(String title, Map<String, ?> more) {
        Map<String, @Nullable Object> fields = new TreeMap<>(more);
        fields.put("title", title);
        fields.put("tags", new ArrayList<>(List.of(title)));
        return Json.write(fields);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
