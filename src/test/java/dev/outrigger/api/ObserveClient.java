package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client of `/v1/observe` that keeps what it gets, in order.
public final class ObserveClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Map<String, @Nullable Object>> frames = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private volatile boolean closed;
    private volatile boolean reading = true;

    ObserveClient(HttpClient client, int port) {
        this(client.newWebSocketBuilder(), port);
    }

    ObserveClient(WebSocket.Builder handshake, int port) {
        this.socket =
                handshake
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + port + "/v1/observe"),
                                new Listener())
                        .join();
    }

    public void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /// Takes no more frames from the network until [#read].
    public void pause() {
        reading = false;
    }

    public void read() {
        reading = true;
        socket.request(1);
    }

    public WebSocket socket() {
        return socket;
    }

    public boolean isClosed() {
        return closed;
    }

    /// The next frame, whichever it is.
    public Map<String, @Nullable Object> next() {
        try {
            Map<String, @Nullable Object> frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within %s s", PATIENCE_SECONDS).isNotNull();
            return frame;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// The next frame, which must be of this type.
    public Map<String, @Nullable Object> next(String type) {
        Map<String, @Nullable Object> frame = next();
        assertThat(frame).containsEntry("type", type);
        return frame;
    }

    /// What a change says in short, such as `INSERT p1`.
    static String opAndKey(Map<String, @Nullable Object> change) {
        Object key = ((Map<?, ?>) change.get("key")).values().iterator().next();
        return change.get("op") + " " + key;
    }

    /// The next `count` frames, which must be changes.
    public List<Map<String, @Nullable Object>> changes(int count) {
        List<Map<String, @Nullable Object>> changes = new ArrayList<>();
        while (changes.size() < count) {
            changes.add(next("change"));
        }
        return changes;
    }

    /// Answers a question whose answer can only come after everything sent before it, and so shows
    /// that nothing else was sent.
    public void expectNothingElse() {
        send("{\"type\": \"stop\", \"id\": \"nothing-else\"}");
        assertThat(next("error")).containsEntry("id", "nothing-else");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket source, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(Json.readObject(text.toString()));
                text.setLength(0);
            }
            if (reading) {
                source.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket source, int status, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket source, Throwable failure) {
            closed = true;
        }
    }
}
