package dev.outrigger.testing;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A client of `graphql-transport-ws` that sends and sees raw messages.
public final class StandardSocket implements WebSocket.Listener, AutoCloseable {
    private static final long LIMIT_SECONDS = 10;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private StandardSocket() {}

    /// @param path `/graphql` or `/graphql/realtime`
    public static StandardSocket connect(
            TestBackend backend, String path, Map<String, String> headers) {
        return connect(backend.endpoint().resolve(path), "graphql-transport-ws", headers);
    }

    public static StandardSocket connect(
            URI endpoint, String subProtocol, Map<String, String> headers) {
        var client = new StandardSocket();
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().subprotocols(subProtocol);
        headers.forEach(builder::header);
        URI address = URI.create("ws://" + endpoint.getAuthority() + endpoint.getPath());
        client.socket =
                builder.buildAsync(address, client)
                        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .join();
        return client;
    }

    /// A socket that was let in by what its first message showed.
    public static StandardSocket acknowledged(TestBackend backend) {
        StandardSocket client = connect(backend, "/graphql/realtime", Map.of());
        client.send(
                "{\"type\":\"connection_init\",\"payload\":{\"x-api-key\":\"%s\"}}"
                        .formatted(TestBackend.API_KEY));
        String answer = client.nextText();
        if (!answer.equals("{\"type\":\"connection_ack\"}")) {
            throw new AssertionError(answer);
        }
        return client;
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void subscribe(String id, Map<String, ?> payload) {
        send(Json.write(Map.of("id", id, "type", "subscribe", "payload", payload)));
    }

    /// The next message; fails when none comes.
    public String nextText() {
        try {
            String message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within " + LIMIT_SECONDS + " s");
            }
            return message;
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /// The next message, or empty when the connection ended without one.
    public Optional<String> nextUnlessClosed() {
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (System.nanoTime() < deadline) {
                boolean ended = closed.isDone();
                String message = messages.poll(20, TimeUnit.MILLISECONDS);
                if (message != null || ended) {
                    return Optional.ofNullable(message);
                }
            }
            throw new AssertionError("no message within " + LIMIT_SECONDS + " s");
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /// Whether the server has ended the connection.
    public boolean isClosed() {
        return closed.isDone();
    }

    public Map<?, ?> next() {
        try {
            return (Map<?, ?>) Json.read(nextText());
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    public int closeStatus() {
        try {
            return closed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | TimeoutException late) {
            throw new AssertionError("not closed", late);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable lost) {
        closed.complete(0);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
