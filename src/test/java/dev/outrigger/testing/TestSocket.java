package dev.outrigger.testing;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client of the realtime channel that sends and sees raw messages.
public final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private static final long LIMIT_SECONDS = 10;

    private final BlockingQueue<Map<String, Object>> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final Reading reading;
    private WebSocket socket;

    /// Where a client puts its key.
    public enum Handshake {
        QUERY,
        SUB_PROTOCOL,
        HTTP_HEADERS
    }

    /// Whether the client takes what the server sends.
    public enum Reading {
        ALL,
        NOTHING
    }

    private TestSocket(Reading reading) {
        this.reading = reading;
    }

    public static TestSocket connect(TestBackend backend, Handshake handshake, String key) {
        return connect(backend, handshake, key, Reading.ALL);
    }

    public static TestSocket connect(
            TestBackend backend, Handshake handshake, String key, Reading reading) {
        return connect(backend, handshake, Map.of("x-api-key", key), reading);
    }

    /// @param credentials headers, wherever the handshake puts them
    public static TestSocket connect(
            TestBackend backend,
            Handshake handshake,
            Map<String, String> credentials,
            Reading reading) {
        var client = new TestSocket(reading);
        URI http = backend.endpoint();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", http.getAuthority());
        credentials.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String header = Json.write(headers);
        String query =
                switch (handshake) {
                    case QUERY ->
                            "?header="
                                    + URLEncoder.encode(
                                            Base64.getEncoder().encodeToString(bytes(header)),
                                            StandardCharsets.UTF_8)
                                    + "&payload=e30=";
                    case SUB_PROTOCOL, HTTP_HEADERS -> "";
                };
        URI address =
                URI.create("ws://" + http.getAuthority() + http.getPath() + "/realtime" + query);
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        switch (handshake) {
            case SUB_PROTOCOL ->
                    builder.subprotocols(
                            "graphql-ws",
                            "header-"
                                    + Base64.getUrlEncoder()
                                            .withoutPadding()
                                            .encodeToString(bytes(header)));
            case QUERY -> builder.subprotocols("graphql-ws");
            case HTTP_HEADERS -> {
                builder.subprotocols("graphql-ws");
                // The client sets the host by itself and lets nobody else do so.
                headers.remove("host");
                headers.forEach(builder::header);
            }
        }
        client.socket = builder.buildAsync(address, client).orTimeout(10, TimeUnit.SECONDS).join();
        return client;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public String subProtocol() {
        return socket.getSubprotocol();
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /// Sends `connection_init` and takes its answers.
    public TestSocket initialised() {
        send("{\"type\":\"connection_init\"}");
        require(next(), "connection_ack");
        require(next(), "ka");
        return this;
    }

    /// Starts a subscription and takes its acknowledgement.
    public TestSocket subscribed(String id, String query) {
        return subscribed(id, query, Map.of());
    }

    public TestSocket subscribed(String id, String query, Map<String, ?> variables) {
        start(id, query, variables, TestBackend.API_KEY);
        require(next(), "start_ack");
        return this;
    }

    public void start(String id, String query, @Nullable Map<String, ?> variables, String key) {
        start(id, data(query, variables), Map.of("x-api-key", key));
    }

    /// Starts a subscription with other credentials than a key.
    ///
    /// @param data as [#data] makes it, which a signature covers
    public void start(String id, String data, Map<String, String> credentials) {
        Map<String, Object> extensions = Map.of("authorization", credentials);
        Map<String, Object> payload = Map.of("data", data, "extensions", extensions);
        send(Json.write(Map.of("id", id, "type", "start", "payload", payload)));
    }

    /// What a subscription asks for, as it is in a start message.
    public static String data(String query, @Nullable Map<String, ?> variables) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("query", query);
        request.put("variables", variables);
        return Json.write(request);
    }

    /// The next message; fails when none comes.
    public Map<String, Object> next() {
        try {
            Map<String, Object> frame = frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no message within " + LIMIT_SECONDS + " s");
            }
            return frame;
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /// The next messages but for signs of life.
    public List<Map<String, Object>> next(int count) {
        List<Map<String, Object>> all = new ArrayList<>();
        while (all.size() < count) {
            Map<String, Object> frame = next();
            if (!"ka".equals(frame.get("type"))) {
                all.add(frame);
            }
        }
        return all;
    }

    /// The status that the server closed with.
    public int closeStatus() {
        return closed.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /// Takes everything from here on, after [Reading#NOTHING].
    public void readAll() {
        socket.request(Long.MAX_VALUE);
    }

    /// True once the server has ended the connection, in whatever way.
    public boolean closedOrLost() {
        return closed.orTimeout(30, TimeUnit.SECONDS).handle((_, _) -> true).join();
    }

    private static void require(Map<String, Object> frame, String type) {
        if (!type.equals(frame.get("type"))) {
            throw new AssertionError("expected " + type + ", got " + frame);
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reading == Reading.ALL) {
            opened.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            frames.add(Json.readObject(partial.toString()));
            partial.setLength(0);
        }
        if (reading == Reading.ALL) {
            from.request(1);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
