package dev.outrigger.app;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// An app that uses a sidecar.
final class SidecarClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI sidecar;

    SidecarClient(URI sidecar) {
        this.sidecar = sidecar;
    }

    /// Saves a post and answers its id.
    ///
    /// @throws AssertionError when the answer is not 201
    /// @throws UncheckedIOException when there is no answer
    String savePost(String title) {
        String body = Json.write(Map.of("title", title, "status", "ACTIVE"));
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(sidecar.resolve("/v1/models/Post"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return (String) Json.readObject(answer.body()).get("id");
    }

    int status(String path) {
        return send(HttpRequest.newBuilder(sidecar.resolve(path)).build()).statusCode();
    }

    Map<String, @Nullable Object> get(String path) {
        return Json.readObject(send(HttpRequest.newBuilder(sidecar.resolve(path)).build()).body());
    }

    /// All posts with their metadata, by id.
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> posts() {
        List<Map<String, Object>> posts = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, @Nullable Object> page = get("/v1/models/Post?limit=1000" + cursor);
            posts.addAll((List<Map<String, Object>>) page.get("items"));
            Object next = page.get("nextCursor");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        posts.sort(Comparator.comparing(post -> (String) post.get("id")));
        return posts;
    }

    /// What observers of all models are told from `seq` on; it grows as more comes.
    List<Map<String, @Nullable Object>> observe(long seq) {
        List<Map<String, @Nullable Object>> frames = new CopyOnWriteArrayList<>();
        URI address = URI.create("ws" + sidecar.resolve("/v1/observe").toString().substring(4));
        WebSocket socket =
                http.newWebSocketBuilder().buildAsync(address, new Frames(frames)).join();
        socket.sendText("{\"type\": \"observe\", \"id\": \"1\", \"since\": " + seq + "}", true)
                .join();
        return frames;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private static final class Frames implements WebSocket.Listener {
        private final List<Map<String, @Nullable Object>> frames;
        private final StringBuilder text = new StringBuilder();

        Frames(List<Map<String, @Nullable Object>> frames) {
            this.frames = frames;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(Json.readObject(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
