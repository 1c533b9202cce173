package dev.outrigger.testing;

import dev.outrigger.backend.graphql.BackendSettings;
import dev.outrigger.backend.graphql.BackendVerticle;
import dev.outrigger.backend.identity.ApiKeys;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.mutation.ConflictHandlers;
import dev.outrigger.backend.mutation.Mutations;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.DatabaseUrl;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A backend of its own database, served on a free port of this machine.
public final class TestBackend implements AutoCloseable {
    public static final String API_KEY = "da2-test";

    private static final long LIMIT_SECONDS = 20;

    /// Short, so that a test of an outage does not take long.
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    private final DatabaseUrl.External url;
    private final Database database;
    private final BackendTables tables;
    private final Vertx vertx;
    private final BackendVerticle verticle;
    private final HttpClient client = HttpClient.newHttpClient();

    /// What a backend is started with.
    public record Setup(
            DatabaseUrl.External url,
            BackendSettings server,
            TableSettings tables,
            ConflictHandlers handlers) {
        public static Setup usual() {
            return new Setup(
                    TestDatabase.fresh("backend"),
                    BackendSettings.at(
                            "127.0.0.1",
                            0,
                            Entrance.of(ApiKeys.lasting(List.of("da2-other", API_KEY)))),
                    TableSettings.inSchema("backend"),
                    ConflictHandlers.none());
        }

        public Setup with(BackendSettings settings) {
            return new Setup(url, settings, tables, handlers);
        }

        public Setup with(TableSettings settings) {
            return new Setup(url, server, settings, handlers);
        }

        public Setup with(ConflictHandlers asked) {
            return new Setup(url, server, tables, asked);
        }
    }

    private TestBackend(Setup setup, Schema schema) {
        this.url = setup.url();
        this.database = Database.open(setup.url(), CONNECT_LIMIT);
        this.tables = BackendTables.open(database, schema, setup.tables());
        this.vertx = Vertx.vertx();
        this.verticle =
                new BackendVerticle(setup.server(), new Mutations(tables, setup.handlers()));
        await(vertx.deployVerticle(verticle));
    }

    public static TestBackend start(String schema) {
        return start(schema, Setup.usual());
    }

    public static TestBackend start(String schema, Setup setup) {
        return new TestBackend(setup, schemaOf(schema));
    }

    /// The schema of a document that must be right.
    public static Schema schemaOf(String document) {
        return switch (SchemaReader.read(document)) {
            case SchemaReading.Read(Schema schema) -> schema;
            case SchemaReading.Refused(var findings) ->
                    throw new IllegalArgumentException(String.valueOf(findings));
        };
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + verticle.port() + "/graphql");
    }

    public DatabaseUrl.External databaseUrl() {
        return url;
    }

    public BackendTables tables() {
        return tables;
    }

    /// One answer of the HTTP endpoint.
    public record Answer(int status, Map<String, List<String>> headers, Map<String, Object> body) {
        /// The value of a root field.
        @SuppressWarnings("unchecked")
        public Map<String, Object> object(String field) {
            Object data = body.get("data");
            Object value = data instanceof Map<?, ?> fields ? fields.get(field) : null;
            if (!(value instanceof Map<?, ?>)) {
                throw new AssertionError(field + " is no object in " + body);
            }
            return (Map<String, Object>) value;
        }

        /// The `items` of a page.
        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> items(String field) {
            return (List<Map<String, Object>>) object(field).get("items");
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> errors() {
            return (List<Map<String, Object>>) body.getOrDefault("errors", List.of());
        }
    }

    public Answer call(String query, Map<String, ? extends @Nullable Object> variables) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("query", query);
        request.put("variables", variables);
        return post(Json.write(request), Map.of("x-api-key", API_KEY));
    }

    public Answer call(String query) {
        return call(query, Map.of());
    }

    public Answer post(String body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint())
                        .header("content-type", "application/json; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(endpoint().resolve(path)).GET().build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.headers().map(), decoded(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> decoded(String body) {
        try {
            return (Map<String, Object>) Json.read(body);
        } catch (MalformedJson malformed) {
            throw new AssertionError("not JSON: " + body, malformed);
        }
    }

    /// A socket whose handshake carries a valid key.
    public TestSocket realtime() {
        return TestSocket.connect(this, TestSocket.Handshake.SUB_PROTOCOL, API_KEY);
    }

    @Override
    public void close() {
        await(vertx.close());
        tables.close();
        database.close();
        client.close();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not within " + LIMIT_SECONDS + " s", late);
        }
    }
}
