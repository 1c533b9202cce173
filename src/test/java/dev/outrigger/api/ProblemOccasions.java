package dev.outrigger.api;

import dev.outrigger.api.ProblemScene.Told;
import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.runtime.Sessions;
import dev.outrigger.sync.edit.Refusal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// For each kind of problem, what makes a sidecar tell it.
final class ProblemOccasions {
    private static final String POSTS = "/v1/models/Post";
    private static final ItemKey POST = new ItemKey("Post", List.of("p1"));
    private static final String OBSERVE = "{\"type\": \"observe\", \"id\": \"%s\"}";
    private static final String CLOSING = " HTTP/1.1\nHost: localhost\nConnection: close\n";

    private final Map<ProblemType, Function<ProblemScene, Told>> open =
            new EnumMap<>(ProblemType.class);
    private final Map<ProblemType, Function<ProblemScene, Told>> guarded =
            new EnumMap<>(ProblemType.class);

    ProblemOccasions() {
        addBodies();
        addPlaces();
        addObservations();
        addTransport();
        addReplicas();
        addCallers();
    }

    /// What a client is told, when it is the client's turn.
    ///
    /// @throws AssertionError when nothing is known that leads to this problem
    Told of(ProblemType type) {
        boolean asksForTokens = guarded.containsKey(type);
        Function<ProblemScene, Told> occasion = asksForTokens ? guarded.get(type) : open.get(type);
        if (occasion == null) {
            throw new AssertionError(
                    "no test makes the sidecar tell " + type + "; add an occasion here");
        }
        try (var scene = asksForTokens ? ProblemScene.guarded() : ProblemScene.open()) {
            return occasion.apply(scene);
        }
    }

    private void addBodies() {
        open.put(ProblemType.BODY_INVALID, scene -> scene.post(POSTS, "[]"));
        open.put(ProblemType.JSON_MALFORMED, scene -> scene.post(POSTS, "{"));
        open.put(ProblemType.ITEM_INVALID, scene -> scene.post(POSTS, "{}"));
        open.put(
                ProblemType.BODY_TOO_LARGE,
                scene -> scene.post(POSTS, "x".repeat(ProblemScene.BODY_BYTES + 1)));
        open.put(
                ProblemType.MEDIA_TYPE_UNSUPPORTED,
                scene -> scene.send(scene.request(POSTS).POST(ApiServer.text("{}"))));
        open.put(
                ProblemType.REQUEST_TIMEOUT,
                scene ->
                        scene.raw(
                                "POST "
                                        + POSTS
                                        + CLOSING
                                        + "Content-Type: application/json\n"
                                        + "Content-Length: 100\n\n{"));
        open.put(ProblemType.CURSOR_INVALID, scene -> scene.get(POSTS + "?cursor=x"));
        open.put(ProblemType.PARAMETER_INVALID, scene -> scene.get(POSTS + "?limit=0"));
        open.put(ProblemType.PARAMETER_UNKNOWN, scene -> scene.get(POSTS + "?x=1"));
        open.put(
                ProblemType.PREDICATE_INVALID,
                scene -> scene.post(POSTS + "/query", "{\"filter\": {\"x\": {}}}"));
    }

    private void addPlaces() {
        open.put(ProblemType.ROUTE_UNKNOWN, scene -> scene.get("/v1/nothing"));
        open.put(ProblemType.METHOD_NOT_ALLOWED, scene -> scene.put("/v1/models", "{}"));
        open.put(ProblemType.MODEL_UNKNOWN, scene -> scene.get("/v1/models/Pots"));
        open.put(ProblemType.KEY_INVALID, scene -> scene.get("/v1/models/Inventory/p1"));
        open.put(
                ProblemType.AGGREGATE_OUT_OF_RANGE,
                scene -> {
                    scene.scores("p1", Double.MAX_VALUE);
                    scene.scores("p2", Double.MAX_VALUE);
                    return scene.post(
                            POSTS + "/aggregate",
                            "{\"aggregates\": [{\"name\": \"all\", \"type\": \"sum\","
                                    + " \"field\": \"score\"}]}");
                });
        open.put(
                ProblemType.WRITE_UNSEEN,
                scene ->
                        scene.send(
                                scene.request(POSTS)
                                        .header("Outrigger-After", ProblemScene.TOKEN_OF_P1)));
        open.put(ProblemType.ITEM_UNKNOWN, scene -> scene.get(POSTS + "/p1"));
        open.put(ProblemType.CONFLICT_UNKNOWN, scene -> scene.get("/v1/conflicts/1-1"));
        open.put(ProblemType.DEAD_LETTER_UNKNOWN, scene -> scene.get("/v1/dead-letters/1"));
        open.put(ProblemType.QUARANTINED_UNKNOWN, scene -> scene.get("/v1/quarantine/1"));
        open.put(ProblemType.STRANDED_UNKNOWN, scene -> scene.get("/v1/stranded/1"));
        open.put(ProblemType.MUTATION_UNKNOWN, scene -> scene.get("/v1/outbox/1"));
        open.put(
                ProblemType.CONFLICT_SETTLED,
                scene -> {
                    String id = SettledConflict.in(scene.store());
                    return scene.post(
                            "/v1/conflicts/" + id + "/resolve", "{\"decision\": \"applyRemote\"}");
                });
    }

    private void addObservations() {
        open.put(
                ProblemType.FRAME_INVALID,
                scene -> scene.frames("{\"type\": \"nothing\", \"id\": \"1\"}"));
        open.put(
                ProblemType.OBSERVATION_ID_TAKEN,
                scene -> scene.frames(OBSERVE.formatted(1), OBSERVE.formatted(1)));
        open.put(
                ProblemType.OBSERVATION_UNKNOWN,
                scene -> scene.frames("{\"type\": \"stop\", \"id\": \"1\"}"));
        open.put(
                ProblemType.OBSERVATIONS_TOO_MANY,
                scene ->
                        scene.frames(
                                OBSERVE.formatted(1), OBSERVE.formatted(2), OBSERVE.formatted(3)));
        open.put(
                ProblemType.RELATED_TOO_MANY,
                scene -> {
                    scene.storedWithComments("p1", 1_001);
                    return scene.whileObserving(
                            "{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Comment\","
                                    + " \"filter\": {\"post\": {\"rating\": {\"eq\": 1}}}}",
                            () -> scene.deleted("/v1/models/Post/p1"));
                });
        open.put(
                ProblemType.SINCE_AHEAD,
                scene ->
                        scene.frames("{\"type\": \"observe\", \"id\": \"1\", \"since\": 1000000}"));
        open.put(
                ProblemType.SINCE_TOO_OLD,
                scene -> {
                    scene.stored("p1");
                    scene.stored("p2");
                    scene.clear();
                    return scene.frames("{\"type\": \"observe\", \"id\": \"1\", \"since\": 1}");
                });
        open.put(
                ProblemType.TOO_SLOW,
                scene ->
                        scene.whileObserving(
                                "{\"type\": \"events\", \"id\": \"1\"}",
                                () -> {
                                    for (int number = 0; number < 20_000; number++) {
                                        scene.sync().emit("ready", Map.of());
                                    }
                                }));
        open.put(
                ProblemType.SESSION_CHANGED,
                scene -> scene.whileObserving(OBSERVE.formatted(1), scene::servesAnother));
    }

    private void addTransport() {
        open.put(ProblemType.REQUEST_UNREADABLE, scene -> scene.raw("NONSENSE\n\n"));
        open.put(ProblemType.URL_TOO_LONG, scene -> scene.get(POSTS + "?x=" + "y".repeat(40_000)));
        open.put(
                ProblemType.HEADERS_TOO_LARGE,
                scene -> scene.raw("GET /v1/models" + CLOSING + "A: b\n".repeat(200) + "\n"));
        open.put(
                ProblemType.UPGRADE_REQUIRED,
                scene -> scene.raw("GET /v1/observe" + CLOSING + "\n"));
        open.put(
                ProblemType.HOST_REFUSED,
                scene ->
                        scene.raw(
                                "GET /v1/models HTTP/1.1\nHost: evil.example\n"
                                        + "Connection: close\n\n"));
        open.put(
                ProblemType.ORIGIN_REFUSED,
                scene ->
                        scene.raw("GET /v1/models" + CLOSING + "Origin: https://evil.example\n\n"));
        open.put(
                ProblemType.HEADER_INVALID,
                scene -> scene.send(scene.request(POSTS + "/p1").header("If-Match", "x").DELETE()));
    }

    private void addReplicas() {
        open.put(
                ProblemType.ITEM_EXISTS,
                scene -> {
                    scene.stored("p1");
                    return scene.post(POSTS, OnEveryReplica.post("p1", 2));
                });
        open.put(
                ProblemType.ITEM_PRESENT,
                scene -> {
                    scene.stored("p1");
                    return scene.send(
                            scene.request(POSTS + "/p1").header("If-None-Match", "*").DELETE());
                });
        open.put(
                ProblemType.NOT_DELETED,
                scene -> {
                    scene.stored("p1");
                    return scene.post(POSTS + "/p1/undelete", "");
                });
        open.put(
                ProblemType.PARENT_UNKNOWN,
                scene ->
                        scene.post(
                                "/v1/models/Comment",
                                "{\"content\": \"c\", \"postID\": \"nobody\"}"));
        open.put(
                ProblemType.CHILDREN_EXIST,
                scene -> {
                    scene.storedWithComments("p1");
                    return scene.delete(POSTS + "/p1?cascade=restrict");
                });
        open.put(
                ProblemType.INCLUDE_TOO_LARGE,
                scene -> {
                    scene.storedWithComments("p1");
                    return scene.get(POSTS + "/p1?include=comments");
                });
        open.put(
                ProblemType.OUTBOX_NOT_EMPTY,
                scene -> {
                    scene.stored("p1");
                    return scene.post("/v1/clear", "");
                });
        open.put(
                ProblemType.CONDITION_FALSE,
                scene -> scene.delete(POSTS + "/p1?condition=%7B%22rating%22:%7B%22gt%22:9%7D%7D"));
        open.put(
                ProblemType.VERSION_DIFFERS,
                scene -> {
                    scene.stored("p1");
                    return scene.delete(POSTS + "/p1?ifVersion=7");
                });
        open.put(
                ProblemType.MODEL_READ_ONLY,
                scene -> scene.refusing(new Refusal.ModelReadOnly("Post")));
        open.put(
                ProblemType.DELETE_PENDING,
                scene -> scene.refusing(new Refusal.DeletePending(POST)));
        open.put(ProblemType.KEY_DELETED, scene -> scene.refusing(new Refusal.KeyDeleted(POST)));
        open.put(ProblemType.OUTBOX_FULL, scene -> scene.refusing(new Refusal.OutboxFull(7)));
        open.put(ProblemType.REPLICA_BUSY, scene -> scene.refusing(new Refusal.ReplicaBusy(7)));
        open.put(
                ProblemType.REPLICA_UNAVAILABLE,
                scene -> scene.failing(new ReplicaUnreachable("away", new Exception("x"))));
        open.put(
                ProblemType.INTERNAL_ERROR,
                scene -> scene.failing(new IllegalStateException("a bug")));
        open.put(
                ProblemType.USERS_TOO_MANY,
                scene -> signingIn(scene, new Sessions.Outcome.TooManyUsers(2)));
        open.put(
                ProblemType.USER_UNUSABLE,
                scene -> signingIn(scene, new Sessions.Outcome.Unusable("no room")));
    }

    private void addCallers() {
        guarded.put(ProblemType.TOKEN_REFUSED, scene -> scene.get(POSTS));
        guarded.put(ProblemType.SCOPE_MISSING, scene -> scene.shows("reader", "POST", "/v1/clear"));
        guarded.put(ProblemType.MODEL_REFUSED, scene -> scene.shows("reader", "GET", POSTS));
        guarded.put(ProblemType.ISSUER_UNAVAILABLE, scene -> scene.shows("other", "GET", POSTS));
        guarded.put(
                ProblemType.RATE_EXCEEDED,
                scene -> {
                    // Of two within a second the second one is too many.
                    scene.shows("known", "GET", POSTS + "/p1");
                    return scene.shows("known", "GET", POSTS + "/p1");
                });
    }

    private static Told signingIn(ProblemScene scene, Sessions.Outcome outcome) {
        scene.sessions().answersNext(outcome);
        return scene.put("/v1/session", "{\"identity\": \"ada\"}");
    }
}
