package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.backend.identity.Message;
import dev.outrigger.backend.identity.RequestHeaders;
import dev.outrigger.graphql.execution.ErrorType;
import dev.outrigger.graphql.transport.Outlet;
import dev.outrigger.telemetry.LogKey;

import graphql.GraphQLError;

import io.vertx.core.http.ServerWebSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One socket of the realtime channel. It runs on the event loop only, so that an acknowledgement
/// is always sent before the first event, and nothing after a `complete`.
final class RealtimeConnection implements Connection {
    private static final Logger LOGGER = LoggerFactory.getLogger(RealtimeConnection.class);
    private static final String NOT_AUTHORIZED = "You are not authorized to make this call.";
    private static final String EXPIRED = "Token has expired.";
    private static final String UNDECIDED =
            "Your credentials cannot be checked at the moment; try later.";

    /// The status that asks a client to come back later.
    private static final short TRY_AGAIN_LATER = 1013;

    private static final short POLICY_VIOLATION = 1008;
    private static final short GOING_AWAY = 1001;

    private final ServerWebSocket socket;
    private final String endpoint;
    private final RealtimeSetting setting;
    private final Outlet outlet;
    private final Subscriptions subscriptions;
    private final long openedAt = System.nanoTime();

    /// Starts whose sender is being found out.
    private final Map<String, ClientFrame.Start> identifying = new LinkedHashMap<>();

    private @Nullable Identification handshake;
    private boolean greeted;

    /// True once a whole beat was waited for a first message.
    private boolean awaited;

    private boolean ended;

    /// @param endpoint the path of the HTTP endpoint, for which clients sign what they send here
    RealtimeConnection(ServerWebSocket socket, String endpoint, RealtimeSetting setting) {
        this.socket = socket;
        this.endpoint = endpoint;
        this.setting = setting;
        this.outlet = new Outlet(socket);
        this.subscriptions = new Subscriptions(setting, this);
    }

    /// Finds out who made the handshake; no message is read before that is known.
    @Override
    public void identify(RequestHeaders shown) {
        socket.pause();
        setting.identify(
                Attempt.of(shown, message("/connect", "{}")),
                found -> {
                    handshake = found;
                    socket.resume();
                });
    }

    @Override
    public void received(String text) {
        if (ended) {
            return;
        }
        switch (Objects.requireNonNull(handshake)) {
            case Identification.Identified _ -> take(ClientFrame.read(text));
            case Identification.Refused(var reason) -> {
                logRefusal(reason);
                // Said only now: clients look for it in the answer to their first message.
                send(
                        ServerFrame.connectionError(
                                ErrorType.UNAUTHORIZED.word(), 401, NOT_AUTHORIZED));
                close(POLICY_VIOLATION, "Unauthorized");
            }
            case Identification.Undecided _ -> {
                send(
                        ServerFrame.connectionError(
                                ErrorType.SERVICE_UNAVAILABLE.word(), 503, UNDECIDED));
                close(TRY_AGAIN_LATER, UNDECIDED);
            }
        }
    }

    private void take(ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Init _ -> greet();
            case ClientFrame.Start start -> start(start);
            case ClientFrame.Stop(String id) -> stop(id);
            case ClientFrame.Unknown(String id) ->
                    send(
                            ServerFrame.error(
                                    id,
                                    ErrorType.UNSUPPORTED_OPERATION.word(),
                                    "unknown not supported through the realtime channel"));
            case ClientFrame.Malformed(String id, String reason) -> malformed(id, reason);
        }
    }

    private void greet() {
        greeted = true;
        send(ServerFrame.connectionAck(setting.limits().connectionTimeout()));
        send(ServerFrame.KEEP_ALIVE);
    }

    private void malformed(@Nullable String id, String reason) {
        if (id != null) {
            send(ServerFrame.error(id, ErrorType.BAD_REQUEST.word(), reason));
            return;
        }
        send(ServerFrame.connectionError("BadRequestException", 400, reason));
        close(POLICY_VIOLATION, "Malformed message");
    }

    private void start(ClientFrame.Start start) {
        refusal(start).ifPresentOrElse(this::send, () -> identify(start));
    }

    private void identify(ClientFrame.Start start) {
        identifying.put(start.id(), start);
        ClientFrame.Shown shown = start.shown();
        setting.identify(
                Attempt.of(shown.authorization(), message("", shown.data())),
                found -> identified(start, found));
    }

    private void identified(ClientFrame.Start start, Identification found) {
        // It may have been stopped meanwhile, or the connection be gone.
        if (!identifying.remove(start.id(), start)) {
            return;
        }
        switch (found) {
            case Identification.Identified sender -> subscribe(start, sender);
            case Identification.Refused(var reason) -> {
                logRefusal(reason);
                send(ServerFrame.error(start.id(), ErrorType.UNAUTHORIZED.word(), NOT_AUTHORIZED));
            }
            // An error would end the subscription for good. A lost connection is made again.
            case Identification.Undecided _ -> close(TRY_AGAIN_LATER, UNDECIDED);
        }
    }

    private Message message(String pathBelow, String body) {
        return Message.posted(endpoint + pathBelow, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void logRefusal(Identification.Reason reason) {
        LOGGER.atDebug().addKeyValue(LogKey.ERROR, reason).log("A client was refused");
    }

    /// The error frame for a start that is refused whoever sent it.
    private Optional<String> refusal(ClientFrame.Start start) {
        String id = start.id();
        int limit = setting.limits().subscriptions();
        if (subscriptions.has(id) || identifying.containsKey(id)) {
            return Optional.of(
                    ServerFrame.error(
                            id,
                            "DuplicatedOperationError",
                            "A subscription with this id is running on this connection"));
        }
        if (subscriptions.count() + identifying.size() >= limit) {
            return Optional.of(ServerFrame.tooManySubscriptions(id, limit));
        }
        if (!start.document().subscribesOnly()) {
            return Optional.of(
                    ServerFrame.error(
                            id,
                            ErrorType.UNSUPPORTED_OPERATION.word(),
                            "Only subscriptions are supported through the realtime channel"));
        }
        return Optional.empty();
    }

    private void subscribe(ClientFrame.Start start, Identification.Identified sender) {
        switch (subscriptions.start(start.id(), start.document(), sender)) {
            case Subscriptions.Outcome.Joined _ -> send(ServerFrame.startAck(start.id()));
            case Subscriptions.Outcome.Refused(var errors) ->
                    send(
                            ServerFrame.errors(
                                    start.id(),
                                    errors.stream().map(RealtimeConnection::error).toList()));
        }
    }

    private static Map<String, Object> error(GraphQLError error) {
        Object type = error.toSpecification().get("errorType");
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("errorType", type == null ? ErrorType.BAD_REQUEST.word() : type);
        keys.put("message", String.valueOf(error.getMessage()));
        return keys;
    }

    /// An id that is not running is passed over: Android's client takes an answer for one that it
    /// does not know as an error of all.
    private void stop(String id) {
        if (subscriptions.stop(id) || identifying.remove(id) != null) {
            send(ServerFrame.complete(id));
        }
    }

    /// One beat of the channel's clock: a sign of life, or the end of a socket that said nothing
    /// since the beat before, or that has lasted long enough.
    @Override
    public void beat() {
        if (endedByExpiry()) {
            return;
        }
        if (System.nanoTime() - openedAt >= setting.limits().connectionDuration().toNanos()) {
            close(GOING_AWAY, "The connection has lasted its longest time; connect again");
        } else if (greeted || subscriptions.count() > 0) {
            send(ServerFrame.KEEP_ALIVE);
        } else if (awaited) {
            close(POLICY_VIOLATION, "No connection_init");
        }
        // Before the sender is known, nothing is read.
        awaited = handshake != null;
    }

    @Override
    public void deliver(String id, String payload) {
        if (!(subscriptions.isOver(id) && endedByExpiry())) {
            send(ServerFrame.data(id, payload));
        }
    }

    /// Ends the connection once the credentials of a subscription have expired. The error tells
    /// which one it is about; that the connection ends makes every client come back with fresh
    /// credentials and sync, while some of them would lose a single subscription in silence.
    private boolean endedByExpiry() {
        List<String> over = subscriptions.over();
        over.forEach(id -> send(ServerFrame.error(id, ErrorType.UNAUTHORIZED.word(), EXPIRED)));
        if (!over.isEmpty()) {
            close(TRY_AGAIN_LATER, "Credentials have expired; connect again with new ones");
        }
        return !over.isEmpty();
    }

    /// Sends, unless the client reads too slowly: then it is disconnected, and syncs when it is
    /// back.
    private void send(String frame) {
        if (!ended && outlet.send(frame) == Outlet.Pace.LOST) {
            disconnect();
        }
    }

    @Override
    public void disconnect() {
        close(TRY_AGAIN_LATER, "Events were lost; connect again and sync");
    }

    private void close(short status, String reason) {
        ended();
        outlet.close(status, reason);
    }

    @Override
    public void ended() {
        ended = true;
        subscriptions.stopAll();
        identifying.clear();
    }
}
