package dev.outrigger.remote;

import dev.outrigger.json.MalformedJson;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Posting;
import dev.outrigger.remote.credentials.Shown;

import io.vertx.core.Context;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// One WebSocket of a changefeed, with the subscriptions that it carries. It is used once, and on
/// one Vert.x context.
final class FeedSocket {
    private final RealtimeEndpoint endpoint;
    private final Owner owner;
    private final FeedListener listener;
    private final LinkTimers timers;
    private final Map<String, Subscription> carried = new HashMap<>();

    /// What each one was asked for with that is not started yet.
    private final Map<String, Shown.Headers> asking = new HashMap<>();

    private @Nullable WebSocket socket;
    private Phase phase = Phase.OPENING;

    private enum Phase {
        OPENING,
        READY,
        ENDED
    }

    /// Whoever opened the socket.
    interface Owner {
        /// The backend acknowledged the connection.
        void ready();

        /// The backend does not accept the credentials that the socket was opened with; nothing
        /// more is told of it.
        void turnedAway(Shown.Headers shown, String reason);

        /// The backend carries no more subscriptions on this socket, so this one has no place.
        void crowded(FeedSocket socket, Subscription subscription);
    }

    /// @param listener told of subscriptions, and of the loss of the socket
    FeedSocket(Context context, RealtimeEndpoint endpoint, Owner owner, FeedListener listener) {
        this.endpoint = endpoint;
        this.owner = owner;
        this.listener = listener;
        this.timers = new LinkTimers(context.owner(), this::lose);
    }

    /// Called once.
    void open(Credentials credentials) {
        timers.expectStep(
                endpoint.timeouts().acknowledgement(),
                "the backend did not acknowledge the connection");
        credentials.show(endpoint.handshake()).onSuccess(this::connect);
    }

    private void connect(Shown shown) {
        if (phase == Phase.ENDED) {
            return;
        }
        switch (shown) {
            case Shown.Headers headers ->
                    endpoint.connect(headers)
                            .onSuccess(opened -> connected(opened, headers))
                            .onFailure(cause -> notConnected(cause, headers));
            case Shown.NotSignedIn(String reason) -> lose(reason);
            case Shown.Unavailable(String reason) -> lose(reason);
        }
    }

    private void notConnected(Throwable cause, Shown.Headers shown) {
        String reason = Failures.describe(cause);
        if (cause instanceof UpgradeRejectedException rejected
                && Welcome.turnsAway(rejected.getStatus())) {
            turnedAway(shown, reason);
        } else {
            lose(reason);
        }
    }

    private void connected(WebSocket opened, Shown.Headers shown) {
        socket = opened;
        if (phase == Phase.ENDED) {
            close();
            return;
        }
        opened.textMessageHandler(text -> receive(text, shown));
        opened.exceptionHandler(cause -> lose(Failures.describe(cause)));
        opened.closeHandler(_ -> lose("the connection was closed" + status(opened)));
        send(endpoint.initialisation());
    }

    private static String status(WebSocket closed) {
        Short code = closed.closeStatusCode();
        return code == null ? "" : " with status " + code;
    }

    private void receive(String text, Shown.Headers shown) {
        if (phase == Phase.ENDED) {
            return;
        }
        timers.heard();
        try {
            take(RealtimeFrame.read(text), shown);
        } catch (MalformedJson _) {
            lose("the backend sent a frame that is not JSON");
        }
    }

    /// A frame about a subscription that is over is passed over.
    private void take(RealtimeFrame frame, Shown.Headers shown) {
        switch (frame) {
            case RealtimeFrame.Connected connected -> acknowledged(connected.timeout());
            case RealtimeFrame.Started(String id) -> {
                asking.remove(id);
                if (carried.get(id) instanceof Subscription subscription) {
                    listener.acknowledged(subscription);
                }
            }
            case RealtimeFrame.Event event -> {
                if (carried.get(event.id()) instanceof Subscription subscription) {
                    listener.told(subscription, event);
                }
            }
            case RealtimeFrame.Completed(String id) -> {
                if (carried.remove(id) instanceof Subscription subscription) {
                    listener.completed(subscription);
                }
            }
            case RealtimeFrame.Failed failed -> fail(failed, shown);
            case RealtimeFrame.KeepAlive _, RealtimeFrame.Unknown _ -> {}
        }
    }

    private void acknowledged(Duration silenceLimit) {
        if (phase == Phase.OPENING) {
            phase = Phase.READY;
            timers.lastStepDone();
            timers.watchSilence(silenceLimit);
            owner.ready();
            listener.connected();
        }
    }

    private void fail(RealtimeFrame.Failed failed, Shown.Headers shown) {
        String reason = "the backend reported: " + failed.reason();
        Subscription subscription = failed.id() == null ? null : carried.remove(failed.id());
        Shown.Headers asked = failed.id() == null ? null : asking.remove(failed.id());
        if (subscription != null && failed.crowded()) {
            owner.crowded(this, subscription);
        } else if (subscription != null
                && asked != null
                && (failed.turnsAway() || failed.errors().isEmpty())) {
            listener.turnedAway(subscription, asked, failed);
        } else if (subscription != null) {
            listener.failed(subscription, failed);
        } else if (phase == Phase.OPENING && failed.turnsAway()) {
            turnedAway(shown, reason);
        } else {
            lose(reason);
        }
    }

    boolean isReady() {
        return phase == Phase.READY;
    }

    /// How many subscriptions have their place here.
    int carried() {
        return carried.size();
    }

    /// Only on a socket that is ready.
    void start(Subscription subscription) {
        carried.put(subscription.id(), subscription);
        Posting posting =
                endpoint.posting(
                        subscription.asked().operation(), subscription.asked().variables());
        subscription
                .ways()
                .getFirst()
                .show(posting)
                .onSuccess(shown -> start(subscription, posting, shown));
    }

    private void start(Subscription subscription, Posting posting, Shown shown) {
        if (phase == Phase.ENDED) {
            return;
        }
        switch (shown) {
            case Shown.Headers headers -> ask(subscription, posting, headers);
            case Shown.NotSignedIn(String reason) -> notAsked(subscription, reason);
            case Shown.Unavailable(String reason) -> lose(reason);
        }
    }

    /// Whose items to ask for is known by the token alone, and that one is no signature, so that
    /// what it is shown with may still change.
    private void ask(Subscription subscription, Posting posting, Shown.Headers shown) {
        asking.put(subscription.id(), shown);
        switch (subscription.scope(shown)) {
            case OwnerScope.Unnamed _ -> send(endpoint.start(subscription.id(), posting, shown));
            case OwnerScope.Own own ->
                    send(
                            endpoint.start(
                                    subscription.id(),
                                    endpoint.posting(
                                            own.of(subscription.asked().operation()),
                                            subscription.asked().variables(own.variables())),
                                    shown));
            case OwnerScope.Missing(String reason) -> notAsked(subscription, reason);
        }
    }

    private void notAsked(Subscription subscription, String reason) {
        carried.remove(subscription.id());
        asking.remove(subscription.id());
        listener.unable(subscription, reason);
    }

    private void send(String frame) {
        if (socket != null) {
            socket.writeTextMessage(frame);
        }
    }

    private void turnedAway(Shown.Headers shown, String reason) {
        if (phase != Phase.ENDED) {
            close();
            owner.turnedAway(shown, reason);
        }
    }

    private void lose(String reason) {
        if (phase != Phase.ENDED) {
            close();
            listener.lost(reason);
        }
    }

    void close() {
        phase = Phase.ENDED;
        timers.stop();
        if (socket != null) {
            socket.close();
        }
    }
}
