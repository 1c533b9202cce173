package dev.outrigger.testing;

import dev.outrigger.api.ApiSettings;
import dev.outrigger.api.ApiVerticle;
import dev.outrigger.api.FakeSessions;
import dev.outrigger.api.ServedReplica;
import dev.outrigger.json.Json;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.remote.AppSyncBackend;
import dev.outrigger.remote.RemoteSettings;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.replica.Observations;
import dev.outrigger.runtime.ExpressionSources;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.ReplicaPorts;
import dev.outrigger.runtime.SyncLimits;
import dev.outrigger.runtime.SyncVerticle;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.expression.Expressions;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// A whole sidecar in this process: replica, engine and local API. A test is its client, over HTTP.
public final class RunningSidecar implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final PostgresReplicaStore store;
    private final ApiVerticle api;

    /// Where its backend is, and how each model is kept in step with it.
    public record Remote(URI endpoint, SyncPolicies policies) {}

    private RunningSidecar(String name, Database database, Schema schema, Remote remote) {
        store =
                PostgresReplicaStore.open(
                        database, ReplicaSetup.of(name, schema, remote.policies()));
        AppSyncBackend backend =
                new AppSyncBackend(
                        vertx,
                        schema,
                        RemoteSettings.of(
                                remote.endpoint(), Access.only(new ApiKey(TestBackend.API_KEY))),
                        InstantSource.system());
        ReplicaPorts replica =
                new ReplicaPorts(
                        store,
                        store.keys(),
                        new ExpressionSources(Expressions.none(), store.selectiveSync()));
        SyncVerticle engine =
                new SyncVerticle(
                        schema, replica, backend, SyncLimits.defaults().with(remote.policies()));
        vertx.deployVerticle(engine).await();
        Observations observations = new Observations(schema, store);
        api =
                new ApiVerticle(
                        ApiSettings.loopback(0),
                        new FakeSessions(),
                        new ServedReplica(
                                schema,
                                TextSearch.nowhere(),
                                remote.policies(),
                                store,
                                store.groups(),
                                store.aggregates(),
                                store.progress(),
                                observations,
                                engine.control(),
                                new Lifecycle(engine.control(), store, store, observations)));
        vertx.deployVerticle(api).await();
        engine.control().start();
    }

    /// @param name of the replica, unlike any other in `database`
    /// @param endpoint of the backend, which lets in whoever has [TestBackend#API_KEY]
    public static RunningSidecar start(
            String name, Database database, Schema schema, URI endpoint) {
        return start(name, database, schema, new Remote(endpoint, SyncPolicies.usual()));
    }

    public static RunningSidecar start(
            String name, Database database, Schema schema, Remote remote) {
        return new RunningSidecar(name, database, schema, remote);
    }

    /// Where it answers GraphQL.
    public URI graphQl() {
        return URI.create("http://127.0.0.1:" + api.port() + "/graphql");
    }

    /// @return the saved item
    public Map<String, @Nullable Object> create(String model, Map<String, ?> fields) {
        return answer(201, request("/" + model).POST(json(fields)));
    }

    public void patch(String model, String id, Map<String, ?> fields) {
        answer(200, request("/" + model + "/" + id).method("PATCH", json(fields)));
    }

    public void delete(String model, String id) {
        answer(200, request("/" + model + "/" + id).DELETE());
    }

    /// Brings a deleted item back.
    ///
    /// @param fields other than it last had
    public Map<String, @Nullable Object> undelete(String model, String id, Map<String, ?> fields) {
        return answer(200, request("/" + model + "/" + id + "/undelete").POST(json(fields)));
    }

    /// Stops syncing, as without a network.
    public void stopSync() {
        answer(202, requestOf("/v1/sync/stop").POST(HttpRequest.BodyPublishers.noBody()));
    }

    public void startSync() {
        answer(202, requestOf("/v1/sync/start").POST(HttpRequest.BodyPublishers.noBody()));
    }

    /// The item as a client sees it, or null when it sees none.
    public @Nullable Map<String, @Nullable Object> get(String model, String id) {
        HttpResponse<String> response = send(request("/" + model + "/" + id).GET());
        return response.statusCode() == 404 ? null : decoded(200, response);
    }

    /// What a GET of another path than an item's answers.
    public Map<String, @Nullable Object> answered(String path) {
        return answer(200, requestOf(path).GET());
    }

    /// Puts JSON to any path, such as `/v1/sync/expressions/Post`.
    public Map<String, @Nullable Object> put(String path, Object json) {
        return answer(
                200, requestOf(path).PUT(HttpRequest.BodyPublishers.ofString(Json.write(json))));
    }

    /// Deletes what is at any path.
    public Map<String, @Nullable Object> deleteAt(String path) {
        return answer(200, requestOf(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return requestOf("/v1/models" + path);
    }

    private HttpRequest.Builder requestOf(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .timeout(LIMIT)
                .header("content-type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> fields) {
        return HttpRequest.BodyPublishers.ofString(Json.write(fields));
    }

    private Map<String, @Nullable Object> answer(int status, HttpRequest.Builder request) {
        return decoded(status, send(request));
    }

    private static Map<String, @Nullable Object> decoded(
            int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(
                    "%d was answered, not %d: %s"
                            .formatted(response.statusCode(), status, response.body()));
        }
        return Json.readObject(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError("the sidecar does not answer", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the sidecar answered", stopped);
        }
    }

    /// The replica stays in the database.
    @Override
    public void close() {
        client.close();
        vertx.close().await();
        store.close();
    }
}
