package dev.outrigger.testing;

import dev.outrigger.json.Json;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A backend that answers each request as the test said it should, on a port of its own. What it
/// does on the realtime channel is told by its [FakeFeed].
public final class FakeAppSync implements AutoCloseable {
    /// What happens to one request.
    public sealed interface Reply {
        record Answer(int status, Map<String, String> headers, String body) implements Reply {}

        /// Nothing, for as long as the client waits.
        record Silence() implements Reply {}

        /// The connection is cut before an answer.
        record Reset() implements Reply {}

        /// The connection is cut in the middle of the answer.
        record Torn() implements Reply {}
    }

    /// One request as it arrived.
    public record Request(Map<String, Object> body, Map<String, String> headers) {
        public String document() {
            return (String) body.get("query");
        }

        public Map<?, ?> variables() {
            return (Map<?, ?>) body.get("variables");
        }
    }

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final FakeFeed feed = new FakeFeed();
    private final String scheme;
    private final HttpServer server;

    private FakeAppSync(Vertx vertx, HttpServerOptions options) {
        scheme = options.isSsl() ? "https" : "http";
        server =
                vertx.createHttpServer(options.setWebSocketSubProtocols(List.of(FakeFeed.PROTOCOL)))
                        .requestHandler(request -> request.body().onSuccess(b -> take(request, b)))
                        .webSocketHandshakeHandler(feed::judge)
                        .webSocketHandler(feed::accept);
    }

    public static FakeAppSync start(Vertx vertx) {
        return start(vertx, new HttpServerOptions());
    }

    /// @param options for TLS, if it is wanted
    public static FakeAppSync start(Vertx vertx, HttpServerOptions options) {
        FakeAppSync fake = new FakeAppSync(vertx, options);
        fake.server.listen(0, "127.0.0.1").await();
        return fake;
    }

    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + server.actualPort() + "/graphql");
    }

    public FakeFeed feed() {
        return feed;
    }

    /// Requests so far, oldest first.
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Replies to come, in order; a request without one is answered with status 500.
    public void reply(Reply... next) {
        replies.addAll(List.of(next));
    }

    /// A GraphQL response with status 200.
    public static Reply json(String body) {
        return new Reply.Answer(200, Map.of("content-type", "application/json"), body);
    }

    public static Reply status(int status, String body) {
        return new Reply.Answer(status, Map.of(), body);
    }

    public static Reply status(int status, String retryAfter, String body) {
        return new Reply.Answer(status, Map.of("retry-after", retryAfter), body);
    }

    /// By their names in lower case.
    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private void take(HttpServerRequest request, Buffer body) {
        requests.add(new Request(Json.readObject(body.toString()), headers(request)));
        Reply reply = replies.poll();
        HttpServerResponse response = request.response();
        switch (reply) {
            case null -> response.setStatusCode(500).end("no reply was given to the fake");
            case Reply.Silence _ -> {}
            case Reply.Reset _ -> request.connection().close();
            case Reply.Torn _ ->
                    response.putHeader("content-length", "1000")
                            .write("{\"data\":")
                            .onSuccess(_ -> request.connection().close());
            case Reply.Answer(int status, var headers, String text) -> {
                headers.forEach(response::putHeader);
                response.setStatusCode(status).end(text);
            }
        }
    }

    @Override
    public void close() {
        server.close().await();
    }
}
