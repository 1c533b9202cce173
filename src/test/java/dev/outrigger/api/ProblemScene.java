package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.access.AccessToken;
import dev.outrigger.api.access.AccessTokens;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.EitherEntrance;
import dev.outrigger.api.access.Entrance;
import dev.outrigger.api.access.Grant;
import dev.outrigger.api.access.Reach;
import dev.outrigger.api.access.Scope;
import dev.outrigger.api.access.Verdict;
import dev.outrigger.api.observe.ObserveLimits;
import dev.outrigger.api.rest.RequestLimits;
import dev.outrigger.api.wire.WriteToken;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Observations;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.testing.InMemoryAggregates;
import dev.outrigger.testing.InMemoryClearing;
import dev.outrigger.testing.InMemoryGroupedReads;
import dev.outrigger.testing.InMemoryReplicaProgress;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.RawHttp;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A local API with low limits, and what clients do to it. Each way to ask returns the problem that
/// was told over the wire.
final class ProblemScene implements AutoCloseable {
    static final int BODY_BYTES = 4 * 1024;

    /// Of a write of another device.
    static final String TOKEN_OF_P1 =
            new WriteToken(new ItemKey("Post", List.of("p1")), new Version(1))
                    .text(TestSchema.read().required("Post"));

    private static final Pattern TYPE = Pattern.compile("\"urn:outrigger:problem:([a-z-]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":(\\d{3})");

    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    private final FailingStore failing = new FailingStore(store);
    private final InMemoryClearing clearing = new InMemoryClearing(TestSchema.read(), store);
    private final FakeSyncControl sync = new FakeSyncControl();
    private final ApiServer server;

    /// A problem as a client reads it.
    record Told(String slug, int status) {}

    private ProblemScene(ApiProtection protection) {
        server =
                new ApiServer(
                        ApiServer.Parts.inMemory(store).through(failing.store()),
                        sync,
                        ApiSettings.loopback(0).with(protection).with(limits()));
    }

    static ProblemScene open() {
        return new ProblemScene(ApiProtection.none());
    }

    /// Its tokens are called `reader`, for comments only, and `known`; the issuer of all others is
    /// away.
    static ProblemScene guarded() {
        Grant reading = new Grant(Set.of(Scope.READ), new Reach.Only(Set.of("Comment")));
        Entrance configured =
                new AccessTokens(
                        List.of(token("reader", reading), token("known", Grant.everything())),
                        InstantSource.system());
        Entrance away = _ -> CompletableFuture.completedFuture(new Verdict.Undecided());
        return new ProblemScene(new ApiProtection(new EitherEntrance(configured, away), null));
    }

    InMemoryReplicaStore store() {
        return store;
    }

    FakeSessions sessions() {
        return server.sessions();
    }

    FakeSyncControl sync() {
        return sync;
    }

    Told get(String path) {
        return told(server.get(path));
    }

    Told post(String path, String body) {
        return told(server.post(path, body));
    }

    Told put(String path, String body) {
        return told(server.put(path, body));
    }

    Told delete(String path) {
        return told(server.delete(path));
    }

    Told send(HttpRequest.Builder request) {
        return told(server.send(request));
    }

    HttpRequest.Builder request(String path) {
        return server.request(path);
    }

    Told shows(String token, String method, String path) {
        return told(
                server.send(
                        server.request(path)
                                .header("Authorization", "Bearer " + token)
                                .method(method, HttpRequest.BodyPublishers.noBody())));
    }

    /// What is told to a request in these bytes; the server has to close the connection.
    Told raw(String request) {
        return told(RawHttp.exchange(server.port(), request));
    }

    /// What is told after these frames, whatever else is.
    Told frames(String... frames) {
        try (ObserveClient client = server.observe()) {
            for (String frame : frames) {
                client.send(frame);
            }
            return error(client);
        }
    }

    /// What an observer is told once `action` is done, which takes place while it observes.
    Told whileObserving(String frame, Runnable action) {
        try (ObserveClient client = server.observe()) {
            client.send(frame);
            client.next("started");
            action.run();
            return error(client);
        }
    }

    /// Stores a post, which must succeed.
    /// A post whose score is this.
    void scores(String id, double score) {
        String post =
                "{\"id\": \"%s\", \"title\": \"t\", \"status\": \"ACTIVE\", \"score\": %s}"
                        .formatted(id, score);
        assertThat(server.post("/v1/models/Post", post).status()).isEqualTo(201);
    }

    void stored(String id) {
        assertThat(server.post("/v1/models/Post", OnEveryReplica.post(id, 1)).status())
                .isEqualTo(201);
    }

    /// Stores a post with two comments: three items.
    void storedWithComments(String id) {
        stored(id);
        for (int number = 1; number <= 2; number++) {
            String comment = "{\"content\": \"c\", \"postID\": \"" + id + "\"}";
            assertThat(server.post("/v1/models/Comment", comment).status()).isEqualTo(201);
        }
    }

    /// Stores a post with this many comments.
    void storedWithComments(String id, int comments) {
        stored(id);
        Model comment = TestSchema.read().required("Comment");
        List<Edit> edits = new ArrayList<>();
        for (int number = 0; number < comments; number++) {
            Map<String, Object> fields = Map.of("id", "c" + number, "content", "c", "postID", id);
            edits.add(new Edit.Create(Item.of(comment, fields), fields.keySet()));
        }
        store.editAll(edits).toCompletableFuture().join();
    }

    /// Deletes an item and nothing else, which must succeed.
    void deleted(String path) {
        assertThat(server.delete(path + "?cascade=none").status()).isEqualTo(200);
    }

    /// What a save is told when the replica refuses it so.
    Told refusing(Refusal refusal) {
        failing.answerWith(new EditOutcome.Refused(refusal));
        return post("/v1/models/Post", OnEveryReplica.post("p1", 1));
    }

    /// What a read is told when the replica fails so.
    Told failing(Throwable failure) {
        failing.failWith(failure);
        return get("/v1/models/Post/p1");
    }

    /// Another user's replica is served from now on.
    void servesAnother() {
        var other = new InMemoryReplicaStore(TestSchema.read(), Instant::now);
        var observations = new Observations(TestSchema.read(), other);
        server.serve(
                        new ServedReplica(
                                TestSchema.read(),
                                TextSearch.nowhere(),
                                SyncPolicies.usual(),
                                other,
                                new InMemoryGroupedReads(other),
                                new InMemoryAggregates(other),
                                new InMemoryReplicaProgress(other),
                                observations,
                                sync,
                                new Lifecycle(sync, other, clearing, observations)))
                .join();
    }

    /// Empties the replica, whatever waits.
    void clear() {
        assertThat(server.post("/v1/clear?force=true", "").status()).isEqualTo(200);
    }

    @Override
    public void close() {
        server.close();
    }

    private static Told error(ObserveClient client) {
        Map<?, ?> frame = client.next();
        while (!"error".equals(frame.get("type"))) {
            frame = client.next();
        }
        Map<?, ?> problem = (Map<?, ?>) frame.get("problem");
        return new Told(
                String.valueOf(problem.get("type")).replace("urn:outrigger:problem:", ""),
                (Integer) problem.get("status"));
    }

    private static Told told(ApiServer.Answer answer) {
        assertThat(answer.json()).as("an answer of %s", answer.status()).containsKey("type");
        assertThat(answer.get("status")).isEqualTo(answer.status());
        return new Told(
                String.valueOf(answer.get("type")).replace("urn:outrigger:problem:", ""),
                answer.status());
    }

    private static Told told(String answer) {
        Matcher type = TYPE.matcher(answer);
        Matcher status = STATUS.matcher(answer);
        assertThat(type.find() && status.find()).as(answer).isTrue();
        assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status.group(1) + " .*");
        return new Told(type.group(1), Integer.parseInt(status.group(1)));
    }

    private static AccessToken token(String name, Grant grant) {
        return AccessToken.of(new Caller(name, grant, Instant.MAX), name);
    }

    private static ApiLimits limits() {
        ObserveLimits observing = ObserveLimits.defaults();
        ConnectionLimits usual = ConnectionLimits.defaults();
        return ApiLimits.defaults()
                .with(RequestLimits.defaults().withBodyBytes(BODY_BYTES).withItemsTold(2))
                .with(observing.with(2, observing.frameBytes()).withPatience(1, Duration.ZERO))
                .with(
                        new ConnectionLimits(
                                usual.connections(),
                                usual.headerBytes(),
                                usual.headers(),
                                Duration.ofMillis(500),
                                usual.idleTimeout(),
                                1));
    }
}
