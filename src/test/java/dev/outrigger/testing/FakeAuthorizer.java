package dev.outrigger.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outrigger.backend.identity.AuthorizerSettings;
import dev.outrigger.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An authorizer that decides as the test says, and remembers what it was asked.
public final class FakeAuthorizer implements AutoCloseable {
    private final HttpServer server;
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private volatile Function<String, String> answers;

    private FakeAuthorizer(Function<String, String> answers) {
        this.answers = answers;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/authorize", this::authorize);
        server.start();
    }

    /// @param answers from the token to the text of the answer; an empty one is a failure
    public static FakeAuthorizer start(Function<String, String> answers) {
        return new FakeAuthorizer(answers);
    }

    public void answering(Function<String, String> others) {
        answers = others;
    }

    public AuthorizerSettings settings() {
        return new AuthorizerSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/authorize"),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                new AuthorizerSettings.Api("test-api", "123456789012"));
    }

    /// What it was asked, in order.
    public List<Map<String, Object>> events() {
        return events;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, Object> event = Json.readObject(new String(body, StandardCharsets.UTF_8));
        events.add(event);
        byte[] answer =
                answers.apply(String.valueOf(event.get("authorizationToken")))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                answer.length == 0 ? 500 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
