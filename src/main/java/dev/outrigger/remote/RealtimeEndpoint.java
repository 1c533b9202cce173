package dev.outrigger.remote;

import dev.outrigger.contract.Operation;
import dev.outrigger.json.Json;
import dev.outrigger.json.Members;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Posting;
import dev.outrigger.remote.credentials.Shown;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Opens WebSockets to the backend and writes the frames that clients send, in AppSync's dialect of
/// `graphql-ws`. All calls come on one Vert.x context.
final class RealtimeEndpoint {
    /// AppSync drops events above 240 KB; a backend of our own may send an item of 1 MiB.
    private static final int MESSAGE_BYTES_LIMIT = 4 * 1024 * 1024;

    /// The body that AWS signs a handshake with.
    private static final String EMPTY_BODY = "{}";

    private final RemoteSettings.Timeouts timeouts;
    private final Access access;
    private final int subscriptionsPerSocket;
    private final URI endpoint;
    private final String address;
    // Vert.x closes a client that nobody refers to.
    private final WebSocketClient client;
    private boolean closed;

    RealtimeEndpoint(Vertx vertx, RemoteSettings settings) {
        this.timeouts = settings.timeouts();
        this.access = settings.access();
        this.subscriptionsPerSocket = settings.subscriptionsPerConnection();
        this.endpoint = settings.endpoint();
        this.address = RealtimeAddress.of(settings.endpoint()).toString();
        WebSocketClientOptions options =
                new WebSocketClientOptions()
                        .setConnectTimeout(settings.timeouts().connectMs())
                        .setMaxFrameSize(MESSAGE_BYTES_LIMIT)
                        .setMaxMessageSize(MESSAGE_BYTES_LIMIT)
                        .setSsl(settings.encrypted());
        Trust.in(settings).ifPresent(options::setTrustOptions);
        this.client = vertx.createWebSocketClient(options);
    }

    /// What may be shown to open a socket, in the order in which it is tried.
    List<Credentials> ways() {
        return access.forChannel();
    }

    /// How many subscriptions the backend takes on one socket, as far as is known.
    int subscriptionsPerSocket() {
        return subscriptionsPerSocket;
    }

    RemoteSettings.Timeouts timeouts() {
        return timeouts;
    }

    /// What a handshake is signed for, where it is signed.
    Posting handshake() {
        return new Posting(URI.create(endpoint + "/connect"), EMPTY_BODY);
    }

    /// What is shown travels as a sub-protocol, the one way that every kind of AppSync endpoint
    /// accepts.
    Future<WebSocket> connect(Shown.Headers shown) {
        if (closed) {
            return Future.failedFuture("this adapter is closed");
        }
        String header =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Json.writeBytes(authorization(shown)));
        return client.connect(
                new WebSocketConnectOptions()
                        .setAbsoluteURI(address)
                        .setSubProtocols(List.of("graphql-ws", "header-" + header)));
    }

    String initialisation() {
        return Json.write(Map.of("type", "connection_init"));
    }

    /// What a start is signed for, where it is signed: a POST of its operation.
    Posting posting(Operation subscription, Map<String, ?> variables) {
        return new Posting(
                endpoint,
                Json.write(
                        Members.of("query", subscription.document())
                                .and("variables", variables)
                                .json()));
    }

    /// @param id the subscription's, unique on its socket
    String start(String id, Posting posting, Shown.Headers shown) {
        return Json.write(
                Map.of(
                        "id",
                        id,
                        "type",
                        "start",
                        "payload",
                        Map.of(
                                "data",
                                posting.body(),
                                "extensions",
                                Map.of("authorization", authorization(shown)))));
    }

    /// A signature has the host among its headers already.
    private Map<String, String> authorization(Shown.Headers shown) {
        Map<String, String> authorization = new LinkedHashMap<>();
        authorization.put("host", handshake().authority());
        shown.values()
                .forEach(
                        (name, value) ->
                                authorization.put(
                                        name.equalsIgnoreCase("host") ? "host" : name, value));
        return authorization;
    }

    Future<Void> close() {
        closed = true;
        return client.close();
    }
}
