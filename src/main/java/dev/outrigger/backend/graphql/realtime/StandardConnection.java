package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.graphql.resolve.GraphQlDocument;
import dev.outrigger.backend.graphql.resolve.RequestState;
import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.backend.identity.Message;
import dev.outrigger.backend.identity.RequestHeaders;

import graphql.ExecutionResult;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// One socket whose client speaks `graphql-transport-ws`, the dialect of other clients than
/// Amplify's. Queries and mutations go over it too. It runs on the event loop only.
final class StandardConnection implements Connection {
    private static final short GOING_AWAY = 1001;
    private static final short TRY_AGAIN_LATER = 1013;
    private static final short INVALID_MESSAGE = 4400;
    private static final short UNAUTHORIZED = 4401;
    private static final short FORBIDDEN = 4403;
    private static final short INITIALISATION_TIMEOUT = 4408;
    private static final short SUBSCRIBER_EXISTS = 4409;
    private static final short TOO_MANY_INITIALISATIONS = 4429;

    private final Outlet outlet;
    private final RealtimeSetting setting;
    private final Subscriptions subscriptions;
    private final long openedAt = System.nanoTime();

    /// Queries and mutations that are not answered yet.
    private final Set<String> executing = new HashSet<>();

    private final String endpoint;
    private RequestHeaders handshake = RequestHeaders.none();

    /// True once a whole beat was waited for the initialisation.
    private boolean awaited;

    private boolean greeted;
    private Identification.@Nullable Identified sender;
    private boolean ended;

    /// @param endpoint the path of the HTTP endpoint, for which clients sign what they send here
    StandardConnection(Outlet outlet, String endpoint, RealtimeSetting setting) {
        this.outlet = outlet;
        this.endpoint = endpoint;
        this.setting = setting;
        this.subscriptions = new Subscriptions(setting, this);
    }

    /// The handshake's headers count when the initialisation brings no credentials of its own.
    @Override
    public void identify(RequestHeaders shown) {
        handshake = shown;
    }

    @Override
    public void received(String text) {
        if (ended) {
            return;
        }
        switch (StandardFrame.read(text)) {
            case StandardFrame.Init init -> greet(init);
            case StandardFrame.Ping _ -> send(StandardMessage.PONG);
            case StandardFrame.Pong _ -> {}
            case StandardFrame.Subscribe(String id, var document) -> subscribe(id, document);
            case StandardFrame.Complete(String id) -> {
                subscriptions.stop(id);
                executing.remove(id);
            }
            case StandardFrame.Malformed(String reason) -> close(INVALID_MESSAGE, reason);
        }
    }

    private void greet(StandardFrame.Init init) {
        if (greeted) {
            close(TOO_MANY_INITIALISATIONS, "Too many initialisation requests");
            return;
        }
        greeted = true;
        RequestHeaders shown =
                init.payload().isEmpty() ? handshake : HandshakeHeaders.in(init.payload());
        byte[] signed = "{}".getBytes(StandardCharsets.UTF_8);
        setting.identify(
                Attempt.of(shown, Message.posted(endpoint + "/connect", signed)), this::identified);
    }

    private void identified(Identification found) {
        switch (found) {
            case Identification.Identified known -> {
                sender = known;
                send(StandardMessage.ACKNOWLEDGEMENT);
            }
            case Identification.Refused _ -> close(FORBIDDEN, "Forbidden");
            case Identification.Undecided _ ->
                    close(TRY_AGAIN_LATER, "Your credentials cannot be checked at the moment");
        }
    }

    private void subscribe(String id, GraphQlDocument document) {
        int limit = setting.limits().subscriptions();
        if (sender == null) {
            close(UNAUTHORIZED, "Unauthorized");
        } else if (endedByExpiry()) {
            return;
        } else if (subscriptions.has(id) || executing.contains(id)) {
            close(SUBSCRIBER_EXISTS, "Subscriber for this id already exists");
        } else if (subscriptions.count() + executing.size() >= limit) {
            send(
                    StandardMessage.error(
                            id,
                            "MaxSubscriptionsReachedError",
                            "Max number of " + limit + " subscriptions reached"));
        } else if (document.subscribes()) {
            join(id, document, sender);
        } else {
            execute(id, document, sender.caller());
        }
    }

    private void join(String id, GraphQlDocument document, Identification.Identified asking) {
        switch (subscriptions.start(id, document, asking)) {
            case Subscriptions.Outcome.Joined _ -> {}
            case Subscriptions.Outcome.Refused(var errors) ->
                    send(StandardMessage.error(id, errors));
        }
    }

    private void execute(String id, GraphQlDocument document, Caller asking) {
        executing.add(id);
        var state = new RequestState(UUID.randomUUID().toString(), asking);
        setting.changefeed()
                .execute(document, state)
                .thenAcceptAsync(result -> answer(id, result), setting.loop());
    }

    private void answer(String id, ExecutionResult result) {
        // The client may have lost interest meanwhile.
        if (!executing.remove(id)) {
            return;
        }
        boolean refused =
                result.getData() == null
                        && result.getErrors().stream().allMatch(error -> error.getPath() == null);
        if (refused) {
            send(StandardMessage.error(id, result.getErrors()));
        } else {
            send(StandardMessage.next(id, result));
            send(StandardMessage.complete(id));
        }
    }

    @Override
    public void beat() {
        if (endedByExpiry()) {
            return;
        }
        if (System.nanoTime() - openedAt >= setting.limits().connectionDuration().toNanos()) {
            close(GOING_AWAY, "The connection has lasted its longest time; connect again");
        } else if (greeted) {
            send(StandardMessage.PING);
        } else if (awaited) {
            close(INITIALISATION_TIMEOUT, "Connection initialisation timeout");
        }
        awaited = true;
    }

    @Override
    public void deliver(String id, String payload) {
        if (!endedByExpiry()) {
            send(StandardMessage.next(id, payload));
        }
    }

    /// Ends the connection once its credentials have expired; its client comes back with new ones.
    private boolean endedByExpiry() {
        boolean over = sender != null && setting.entrance().over(sender);
        if (over) {
            close(TRY_AGAIN_LATER, "Credentials have expired; connect again with new ones");
        }
        return over;
    }

    private void send(String message) {
        if (!ended && outlet.send(message) == Outlet.Pace.LOST) {
            disconnect();
        }
    }

    @Override
    public void disconnect() {
        close(TRY_AGAIN_LATER, "Events were lost; connect again");
    }

    private void close(short status, String reason) {
        ended();
        outlet.close(status, reason);
    }

    @Override
    public void ended() {
        ended = true;
        subscriptions.stopAll();
        executing.clear();
    }
}
