package dev.outrigger.testing;

import dev.outrigger.json.Json;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The realtime channel of [FakeAppSync], well-behaved unless the test asks for something else.
public final class FakeFeed {
    static final String PROTOCOL = "graphql-ws";

    private static final Pattern ROOT_FIELD = Pattern.compile("\\{\\s*(on\\w+)");

    private final Map<String, String> idsByField = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Set<String> unacknowledged = ConcurrentHashMap.newKeySet();
    private final List<Map<String, Object>> starts = new CopyOnWriteArrayList<>();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final Map<ServerWebSocket, AtomicInteger> started = new ConcurrentHashMap<>();
    private volatile int limit = Integer.MAX_VALUE;
    private volatile Map<String, Object> credentials = Map.of();
    private volatile @Nullable String filterRefusal;
    private volatile @Nullable String expiredToken;
    private volatile @Nullable String expiry;
    private volatile boolean silent;
    private volatile int handshakeStatus = 101;
    private volatile @Nullable String connectionError;
    private volatile long connectionTimeoutMs = 300_000;

    /// The handshake fails with this HTTP status.
    public void refuseHandshake(int status) {
        handshakeStatus = status;
    }

    /// The connection is answered with an error of this type instead of an acknowledgement.
    public void refuseConnection(String errorType) {
        connectionError = errorType;
    }

    /// Nothing is ever sent.
    public void keepSilent() {
        silent = true;
    }

    /// What the acknowledgement says about the longest silence.
    public void promiseKeepAlive(long everyMs) {
        connectionTimeoutMs = everyMs;
    }

    /// The subscription is answered with an error of this type.
    public void refuse(String field, String errorType) {
        refusals.put(field, errorType);
    }

    /// Subscriptions with this token are answered with an error of this type, or with one that
    /// names nothing.
    public void refuseToken(String token, @Nullable String errorType) {
        expiredToken = token;
        expiry = errorType;
    }

    /// The subscription is not refused any more.
    public void allow(String field) {
        refusals.remove(field);
    }

    /// Subscriptions with a filter are answered with an error of this type.
    public void refuseFilters(String errorType) {
        filterRefusal = errorType;
    }

    /// The subscription is never acknowledged.
    public void ignore(String field) {
        unacknowledged.add(field);
    }

    /// No socket carries more subscriptions than this.
    public void limit(int subscriptions) {
        limit = subscriptions;
    }

    /// How many subscriptions each socket carries, in the order in which they were opened.
    public List<Integer> carried() {
        return sockets.stream()
                .map(socket -> started.getOrDefault(socket, new AtomicInteger()).get())
                .toList();
    }

    public Set<String> subscribed() {
        return Set.copyOf(idsByField.keySet());
    }

    /// The `start` frames so far.
    public List<Map<String, Object>> starts() {
        return List.copyOf(starts);
    }

    /// The decoded `header-` sub-protocol of the latest handshake.
    public Map<String, Object> credentials() {
        return credentials;
    }

    public long openSockets() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count();
    }

    /// Tells the subscribers of a field of an item, given as JSON.
    public void publish(String field, String itemJson) {
        send(
                """
                {"id":"%s","type":"data","payload":{"data":{"%s":%s}}}\
                """
                        .formatted(idsByField.get(field), field, itemJson));
    }

    public void complete(String field) {
        send("{\"id\":\"%s\",\"type\":\"complete\"}".formatted(idsByField.get(field)));
    }

    public void keepAlive() {
        send("{\"type\":\"ka\"}");
    }

    /// Sends a frame to every open socket, whatever it is.
    public void send(String frame) {
        sockets.stream()
                .filter(socket -> !socket.isClosed())
                .forEach(socket -> socket.writeTextMessage(frame));
    }

    public void closeSockets() {
        sockets.forEach(ServerWebSocket::close);
    }

    void judge(ServerWebSocketHandshake handshake) {
        credentials = decoded(handshake.headers().get("sec-websocket-protocol"));
        boolean welcome = handshakeStatus == 101 && handshake.path().equals("/graphql/realtime");
        if (welcome) {
            handshake.accept();
        } else {
            handshake.reject(handshakeStatus == 101 ? 404 : handshakeStatus);
        }
    }

    private static Map<String, Object> decoded(String protocols) {
        for (String protocol : protocols.split("\\s*,\\s*")) {
            if (protocol.startsWith("header-")) {
                byte[] json = Base64.getUrlDecoder().decode(protocol.substring(7));
                return new HashMap<>(Json.readObject(new String(json, StandardCharsets.UTF_8)));
            }
        }
        return Map.of();
    }

    void accept(ServerWebSocket socket) {
        sockets.add(socket);
        socket.textMessageHandler(text -> take(socket, Json.readObject(text)));
    }

    private void take(ServerWebSocket socket, Map<String, Object> frame) {
        if (silent) {
            return;
        }
        switch ((String) frame.get("type")) {
            case "connection_init" -> socket.writeTextMessage(Json.write(connectionReply()));
            case "start" -> start(socket, frame);
            default -> throw new AssertionError("a frame that no client should send: " + frame);
        }
    }

    private Map<String, Object> connectionReply() {
        return connectionError == null
                ? Map.of(
                        "type",
                        "connection_ack",
                        "payload",
                        Map.of("connectionTimeoutMs", connectionTimeoutMs))
                : Map.of("type", "connection_error", "payload", errors(connectionError));
    }

    private void start(ServerWebSocket socket, Map<String, Object> frame) {
        starts.add(frame);
        String id = (String) frame.get("id");
        Map<?, ?> payload = (Map<?, ?>) frame.get("payload");
        Map<String, Object> operation = Json.readObject((String) payload.get("data"));
        Matcher field = ROOT_FIELD.matcher((String) operation.get("query"));
        if (!field.find()) {
            throw new AssertionError("not a subscription: " + operation);
        }
        String name = field.group(1);
        AtomicInteger here = started.computeIfAbsent(socket, _ -> new AtomicInteger());
        if (here.get() == limit) {
            socket.writeTextMessage(Json.write(tooMany(id)));
            return;
        }
        idsByField.put(name, id);
        if (expiredToken != null && Json.write(payload).contains(expiredToken)) {
            Object errors = expiry == null ? Map.of() : errors(expiry);
            socket.writeTextMessage(
                    Json.write(Map.of("id", id, "type", "error", "payload", errors)));
            return;
        }
        boolean filtered = ((Map<?, ?>) operation.get("variables")).containsKey("filter");
        String refusal = filtered ? filterRefusal : refusals.get(name);
        if (refusal != null) {
            socket.writeTextMessage(
                    Json.write(Map.of("id", id, "type", "error", "payload", errors(refusal))));
        } else if (!unacknowledged.contains(name)) {
            here.incrementAndGet();
            socket.writeTextMessage(Json.write(Map.of("id", id, "type", "start_ack")));
        }
    }

    /// AppSync's words, in the form in which it sends a single error as an object.
    private Map<String, Object> tooMany(String id) {
        Map<String, Object> error =
                Map.of(
                        "errorType",
                        "MaxSubscriptionsReachedError",
                        "message",
                        "Max number of " + limit + " subscriptions reached");
        return Map.of("id", id, "type", "error", "payload", Map.of("errors", error));
    }

    private static Map<String, Object> errors(String type) {
        List<Object> errors = new ArrayList<>();
        errors.add(Map.of("errorType", type, "message", "as the test wished"));
        return Map.of("errors", errors);
    }
}
