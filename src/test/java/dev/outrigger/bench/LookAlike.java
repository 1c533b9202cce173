package dev.outrigger.bench;

import dev.outrigger.json.Json;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Speaks as AppSync does and does next to nothing: its pages are ready before they are asked for,
/// each delta brings the same posts in a newer version, and a mutation is given back as if it had
/// been stored. What is measured against it is the
/// sidecar.
final class LookAlike implements AutoCloseable {
    private static final int PAGE_ITEMS = 1_000;
    private static final String TIME = "2026-11-20T12:00:00.000Z";
    private static final long STARTED_AT = 1_795_181_799_568L;

    /// Changes that a delta brings.
    static final int DELTA_ITEMS = 100;

    /// To the fields that only our own backend has, as AppSync answers.
    private static final Buffer UNDEFINED =
            Buffer.buffer(
                    """
                    {"data":null,"errors":[{"path":null,"message":"Validation error of type \
                    FieldUndefined: this bench does not have the field"}]}\
                    """);

    private static final Buffer EMPTY_COMMENTS = Buffer.buffer(page("syncComments", "", "null"));

    private final Vertx vertx;
    private final List<Buffer> pages;
    private final Duration delay;
    private final HttpServer server;
    private long version = 1;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /// Of the creates of posts.
    private record Subscription(ServerWebSocket socket, String id) {}

    private LookAlike(Vertx vertx, int items, Duration delay) {
        this.vertx = vertx;
        this.pages = pages(items);
        this.delay = delay;
        this.server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setWebSocketSubProtocols(List.of("graphql-ws")))
                        .requestHandler(request -> request.body().onSuccess(b -> take(request, b)))
                        .webSocketHandler(this::accept);
    }

    /// @param items posts that a base sync finds
    /// @param delay before each answer to a query or mutation
    static LookAlike start(Vertx vertx, int items, Duration delay) {
        LookAlike started = new LookAlike(vertx, items, delay);
        started.server.listen(0, "127.0.0.1").await();
        return started;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.actualPort() + "/graphql";
    }

    private static List<Buffer> pages(int items) {
        int count = Math.max(1, (items + PAGE_ITEMS - 1) / PAGE_ITEMS);
        return IntStream.range(0, count)
                .mapToObj(
                        page -> {
                            int first = page * PAGE_ITEMS + 1;
                            int last = Math.min(items, first + PAGE_ITEMS - 1);
                            String next = page + 1 < count ? "\"" + (page + 1) + "\"" : "null";
                            return Buffer.buffer(page("syncPosts", posts(first, last, 1), next));
                        })
                .toList();
    }

    private static String page(String field, String items, String next) {
        return """
        {"data":{"%s":{"items":[%s],"nextToken":%s,"startedAt":%d}}}\
        """
                .formatted(field, items, next, STARTED_AT);
    }

    private static String posts(int first, int last, long version) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> post(number, version))
                .collect(Collectors.joining(","));
    }

    private static String post(int number, long version) {
        return """
        {"id":"%d","title":"%s","status":"ACTIVE","rating":4,"tags":["one","two"],\
        "createdAt":"%s","updatedAt":"%s","_version":%d,"_lastChangedAt":%d,\
        "_deleted":null}\
        """
                .formatted(number, PostRows.TITLE, TIME, TIME, version, STARTED_AT + version);
    }

    private void take(HttpServerRequest request, Buffer body) {
        Buffer answer = answer(Json.readObject(body.toString()));
        if (delay.isZero()) {
            send(request, answer);
        } else {
            vertx.setTimer(delay.toMillis(), _ -> send(request, answer));
        }
    }

    private static void send(HttpServerRequest request, Buffer answer) {
        request.response().putHeader("content-type", "application/json").end(answer);
    }

    private Buffer answer(Map<String, Object> request) {
        String document = (String) request.get("query");
        Map<?, ?> variables = (Map<?, ?>) request.get("variables");
        if (document.contains("syncComments")) {
            return EMPTY_COMMENTS;
        }
        if (document.contains("syncPosts")) {
            Object token = variables.get("nextToken");
            if (variables.get("lastSync") instanceof Number since && since.longValue() > 0) {
                version++;
                return Buffer.buffer(page("syncPosts", posts(1, DELTA_ITEMS, version), "null"));
            }
            return pages.get(token == null ? 0 : Integer.parseInt((String) token));
        }
        if (document.contains("m0: createPost")) {
            Map<Object, Object> posts = new LinkedHashMap<>();
            for (int place = 0;
                    variables.get("input" + place) instanceof Map<?, ?> input;
                    place++) {
                posts.put("m" + place, created(input));
            }
            return Buffer.buffer(Json.write(Map.of("data", posts)));
        }
        if (document.contains("createPost")) {
            Map<?, ?> post = created((Map<?, ?>) variables.get("input"));
            return Buffer.buffer(Json.write(Map.of("data", Map.of("createPost", post))));
        }
        return UNDEFINED;
    }

    private static Map<?, ?> created(Map<?, ?> input) {
        Map<Object, Object> post = new LinkedHashMap<>(input);
        post.put("createdAt", TIME);
        post.put("updatedAt", TIME);
        post.put("_version", 1);
        post.put("_lastChangedAt", STARTED_AT);
        post.put("_deleted", null);
        return post;
    }

    /// Tells whoever listens of so many new posts, whose ids begin with `prefix`.
    void publish(String prefix, int posts) {
        IntStream.range(0, posts).mapToObj(number -> created(prefix + number)).forEach(this::tell);
    }

    private static String created(String id) {
        return post(1, 1).replace("{\"id\":\"1\"", "{\"id\":\"" + id + "\"");
    }

    private void tell(String post) {
        for (Subscription each : subscriptions) {
            each.socket()
                    .writeTextMessage(
                            """
                            {"type":"data","id":"%s","payload":{"data":{"onCreatePost":%s}}}\
                            """
                                    .formatted(each.id(), post));
        }
    }

    private void accept(ServerWebSocket socket) {
        socket.closeHandler(_ -> subscriptions.removeIf(each -> each.socket() == socket));
        socket.textMessageHandler(text -> take(socket, Json.readObject(text)));
    }

    private void take(ServerWebSocket socket, Map<String, Object> frame) {
        switch ((String) frame.get("type")) {
            case "connection_init" ->
                    socket.writeTextMessage(
                            """
                            {"type":"connection_ack",\
                            "payload":{"connectionTimeoutMs":300000}}\
                            """);
            case "start" -> {
                String id = (String) frame.get("id");
                if (Json.write(frame).contains("onCreatePost")) {
                    subscriptions.add(new Subscription(socket, id));
                }
                socket.writeTextMessage(Json.write(Map.of("type", "start_ack", "id", id)));
            }
            default -> {}
        }
    }

    @Override
    public void close() {
        server.close().await();
    }
}
