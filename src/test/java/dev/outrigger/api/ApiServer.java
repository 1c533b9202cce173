package dev.outrigger.api;

import dev.outrigger.json.Json;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.InMemoryAggregates;
import dev.outrigger.testing.InMemoryClearing;
import dev.outrigger.testing.InMemoryGroupedReads;
import dev.outrigger.testing.InMemoryReplicaProgress;
import dev.outrigger.testing.InMemoryReplicaStore;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A local API on a free port, and a client for it.
public final class ApiServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeSessions sessions = new FakeSessions();
    private final ApiVerticle verticle;
    private @Nullable OpenApiContract held;

    /// What is served.
    public record Parts(
            ReplicaStore store,
            GroupedReads groups,
            Aggregates aggregates,
            ReplicaProgress progress,
            Clearing clearing,
            TextSearch.Of search) {
        /// A replica in memory.
        static Parts inMemory(InMemoryReplicaStore store) {
            return new Parts(
                    store,
                    new InMemoryGroupedReads(store),
                    new InMemoryAggregates(store),
                    new InMemoryReplicaProgress(store),
                    new InMemoryClearing(TestSchema.read(), store),
                    TextSearch.nowhere());
        }

        /// A replica in PostgreSQL.
        public static Parts of(PostgresReplicaStore store, TextSearch.Of search) {
            return new Parts(
                    store, store.groups(), store.aggregates(), store.progress(), store, search);
        }

        /// The same, met through another store.
        Parts through(ReplicaStore other) {
            return new Parts(other, groups, aggregates, progress, clearing, search);
        }
    }

    /// Of a replica in memory, with the usual settings.
    static ApiServer of(InMemoryReplicaStore store) {
        return new ApiServer(Parts.inMemory(store), new FakeSyncControl(), ApiSettings.loopback(0));
    }

    /// The same, of a replica that is empty.
    static ApiServer inMemory() {
        return of(new InMemoryReplicaStore(TestSchema.read(), Instant::now));
    }

    public ApiServer(Parts parts, FakeSyncControl sync, ApiSettings settings) {
        Observations observations = new Observations(TestSchema.read(), parts.store());
        ServedReplica replica =
                new ServedReplica(
                        TestSchema.read(),
                        parts.search(),
                        SyncPolicies.usual(),
                        parts.store(),
                        parts.groups(),
                        parts.aggregates(),
                        parts.progress(),
                        observations,
                        sync,
                        new Lifecycle(sync, parts.store(), parts.clearing(), observations));
        this.verticle = new ApiVerticle(settings, sessions, replica);
        vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().join();
    }

    /// Holds requests and answers against the document from now on.
    ApiServer holdingToTheDocument() {
        return holdingTo(Promised.CONTRACT);
    }

    /// Holds requests and answers against another document than the usual one.
    ApiServer holdingTo(OpenApiContract contract) {
        held = contract;
        return this;
    }

    /// An answer with its body as decoded JSON, which is empty when there is none.
    public record Answer(int status, HttpHeaders headers, Map<String, @Nullable Object> json) {
        public @Nullable Object get(String name) {
            return json.get(name);
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, @Nullable Object>> items() {
            return (List<Map<String, @Nullable Object>>) json.get("items");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("absent");
        }
    }

    public FakeSessions sessions() {
        return sessions;
    }

    /// Serves this replica from now on.
    public CompletableFuture<Void> serve(ServedReplica next) {
        return verticle.serve(next).toCompletableFuture();
    }

    public int port() {
        return verticle.port();
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer get(String path, Map<String, String> headers) {
        return send(with(headers, request(path).GET()));
    }

    public Answer post(String path, String json, Map<String, String> headers) {
        return send(
                with(
                        headers,
                        request(path).POST(text(json)).header("Content-Type", "application/json")),
                json);
    }

    private static HttpRequest.Builder with(
            Map<String, String> headers, HttpRequest.Builder request) {
        headers.forEach(request::header);
        return request;
    }

    public Answer post(String path, String json) {
        return send(
                request(path).POST(text(json)).header("Content-Type", "application/json"), json);
    }

    public Answer put(String path, String json) {
        return send(request(path).PUT(text(json)).header("Content-Type", "application/json"), json);
    }

    public Answer patch(String path, String json) {
        return send(
                request(path)
                        .method("PATCH", text(json))
                        .header("Content-Type", "application/merge-patch+json"),
                json);
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public Answer send(HttpRequest.Builder request) {
        return send(request, null);
    }

    /// Sends a request.
    ///
    /// @param sent the body of the request, or null when it is not known
    private Answer send(HttpRequest.Builder request, @Nullable String sent) {
        HttpResponse<String> response = sendText(request);
        String body = response.body();
        if (held != null) {
            held.check(new OpenApiContract.Exchange(response.request(), sent, response));
        }
        return new Answer(
                response.statusCode(),
                response.headers(),
                body.isEmpty() ? Map.of() : Json.readObject(body));
    }

    /// The text at a path that answers with one.
    public String read(String path) {
        return sendText(request(path).GET()).body();
    }

    public HttpResponse<String> sendText(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// What every API of [TestSchema] promises, put together once for all tests.
    private static final class Promised {
        private static final OpenApiContract CONTRACT = new OpenApiContract(document());

        private static String document() {
            TestReplica.Opened opened = TestReplica.IN_MEMORY.open();
            try (ApiServer server =
                    new ApiServer(opened.parts(), new FakeSyncControl(), ApiSettings.loopback(0))) {
                return server.read("/openapi.json");
            }
        }
    }

    /// What is told to a request, by server-sent events.
    public EventsClient events(HttpRequest.Builder request) {
        return new EventsClient(client, request, held);
    }

    public ObserveClient observe() {
        return new ObserveClient(client, port());
    }

    /// Shows a token as browsers do.
    public ObserveClient observe(String token) {
        return new ObserveClient(
                client.newWebSocketBuilder().subprotocols("bearer." + token), port());
    }

    public static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    /// A value for a query parameter.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        // Not close(): that waits for WebSockets which tests leave open.
        client.shutdownNow();
    }
}
