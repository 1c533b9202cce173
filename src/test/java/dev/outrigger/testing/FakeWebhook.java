package dev.outrigger.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A program of an operator that is asked over HTTP, and answers as a test tells it to.
public final class FakeWebhook implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Map<String, @Nullable Object>, Reply> behaviour =
            _ -> Reply.json(Map.of());

    /// What came.
    public record Request(Map<String, @Nullable Object> body, @Nullable String authorization) {}

    /// What is answered.
    public sealed interface Reply {
        record Text(int status, String body) implements Reply {}

        /// The headers only; the body never comes.
        record Stalled() implements Reply {}

        /// A part of the body that the headers announce, and then the connection ends.
        record BrokenOff() implements Reply {}

        static Reply json(Object value) {
            return new Text(200, Json.write(value));
        }
    }

    private FakeWebhook(HttpServer server) {
        this.server = server;
    }

    public static FakeWebhook start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var webhook = new FakeWebhook(HttpServer.create(address, 0));
            webhook.server.setExecutor(webhook.threads);
            webhook.server.createContext("/", webhook::handle);
            webhook.server.start();
            return webhook;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/resolve");
    }

    /// Answers from here on like this; the function gets the event.
    public void answer(Function<Map<String, @Nullable Object>, Reply> answers) {
        behaviour = answers;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Forgets what came before.
    public void reset() {
        requests.clear();
        behaviour = _ -> Reply.json(Map.of());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, @Nullable Object> body = Json.readObject(text);
            requests.add(new Request(body, exchange.getRequestHeaders().getFirst("authorization")));
            switch (behaviour.apply(body)) {
                case Reply.Text(int status, String answer) -> {
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Reply.BrokenOff _ -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                }
                case Reply.Stalled _ -> {
                    exchange.sendResponseHeaders(200, 1);
                    closed.await();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
