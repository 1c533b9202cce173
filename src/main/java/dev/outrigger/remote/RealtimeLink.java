package dev.outrigger.remote;

import dev.outrigger.contract.Operation;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.runtime.Backend;
import dev.outrigger.telemetry.LogKey;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One changefeed: connect, be acknowledged, start three subscriptions a model, then pass on items
/// until something ends it. It is used once; whoever wants to listen again makes another.
///
/// Everything but [#close()] runs on one Vert.x context, so there are no locks.
final class RealtimeLink implements Backend.Link {
    private static final Logger LOGGER = LoggerFactory.getLogger(RealtimeLink.class);

    /// Reasons why a backend withholds one subscription for good. The other subscriptions are worth
    /// having without it, and pulls still bring what it would have told.
    private static final Set<String> TOLERATED = Set.of("Unauthorized", "OperationDisabled");

    private final Context context;
    private final RealtimeEndpoint endpoint;
    private final Backend.Listener listener;
    private final LinkTimers timers;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Set<String> unacknowledged = new HashSet<>();
    private Phase phase = Phase.CONNECTING;
    private @Nullable WebSocket socket;
    // Closing comes from any thread and must silence the listener at once.
    private volatile boolean ended;

    private enum Phase {
        CONNECTING,
        SUBSCRIBING,
        OPEN
    }

    /// One of a model's three.
    private record Subscription(RemoteModel model, Operation operation) {}

    RealtimeLink(
            Context context,
            RealtimeEndpoint endpoint,
            List<RemoteModel> models,
            Backend.Listener listener) {
        this.context = context;
        this.endpoint = endpoint;
        this.listener = listener;
        this.timers = new LinkTimers(context.owner(), this::lose);
        for (RemoteModel model : models) {
            for (Operation operation : model.operations().subscriptions().all()) {
                subscriptions.put(UUID.randomUUID().toString(), new Subscription(model, operation));
            }
        }
    }

    /// Called once, on the context.
    void open() {
        if (ended) {
            return;
        }
        expectStep("the backend did not acknowledge the connection");
        endpoint.connect()
                .onSuccess(this::connected)
                .onFailure(cause -> lose(Failures.describe(cause)));
    }

    @Override
    public void close() {
        ended = true;
        context.runOnContext(_ -> release());
    }

    private void connected(WebSocket opened) {
        socket = opened;
        if (ended) {
            release();
            return;
        }
        opened.textMessageHandler(this::receive);
        opened.exceptionHandler(cause -> lose(Failures.describe(cause)));
        opened.closeHandler(_ -> lose("the connection was closed" + status(opened)));
        opened.writeTextMessage(endpoint.initialisation());
    }

    private static String status(WebSocket closed) {
        Short code = closed.closeStatusCode();
        return code == null ? "" : " with status " + code;
    }

    private void receive(String text) {
        if (ended) {
            return;
        }
        timers.heard();
        try {
            take(RealtimeFrame.read(text));
        } catch (MalformedJson _) {
            lose("the backend sent a frame that is not JSON");
        }
    }

    private void take(RealtimeFrame frame) {
        switch (frame) {
            case RealtimeFrame.Connected connected -> subscribe(connected.timeout());
            case RealtimeFrame.Started started -> established(started.id());
            case RealtimeFrame.Event event -> pass(event);
            case RealtimeFrame.Failed failed -> fail(failed);
            case RealtimeFrame.Completed completed -> {
                if (subscriptions.containsKey(completed.id())) {
                    lose("the backend ended a subscription");
                }
            }
            case RealtimeFrame.KeepAlive _, RealtimeFrame.Unknown _ -> {}
        }
    }

    private void subscribe(Duration silenceLimit) {
        WebSocket opened = socket;
        if (opened == null || phase != Phase.CONNECTING) {
            return;
        }
        phase = Phase.SUBSCRIBING;
        timers.watchSilence(silenceLimit);
        unacknowledged.addAll(subscriptions.keySet());
        subscriptions.forEach(
                (id, subscription) ->
                        opened.writeTextMessage(endpoint.start(id, subscription.operation())));
        awaitRest();
    }

    private void established(String id) {
        if (phase == Phase.SUBSCRIBING && unacknowledged.remove(id)) {
            awaitRest();
        }
    }

    private void awaitRest() {
        if (!unacknowledged.isEmpty()) {
            expectStep("the backend did not acknowledge every subscription");
            return;
        }
        timers.lastStepDone();
        phase = Phase.OPEN;
        listener.acknowledged();
    }

    private void expectStep(String otherwise) {
        timers.expectStep(endpoint.acknowledgementTimeout(), otherwise);
    }

    /// An event before the last acknowledgement is not needed: the pull that follows it finds what
    /// the event tells.
    private void pass(RealtimeFrame.Event event) {
        Subscription subscription = subscriptions.get(event.id());
        if (subscription == null || phase != Phase.OPEN) {
            return;
        }
        Object json = event.data().get(subscription.operation().field());
        switch (subscription.model().reader().read(json)) {
            case RemoteReading.Taken taken -> listener.received(taken.item());
            case RemoteReading.Rejected rejected ->
                    LOGGER.atWarn()
                            .addKeyValue(LogKey.MODEL, subscription.model().name())
                            .addKeyValue(LogKey.EVENT, subscription.operation().field())
                            .addKeyValue(LogKey.ERROR, rejected.reason())
                            .log("an item of the changefeed cannot be read and is left out");
        }
    }

    private void fail(RealtimeFrame.Failed failed) {
        Subscription subscription = failed.id() == null ? null : subscriptions.get(failed.id());
        if (subscription == null || !tolerated(failed)) {
            lose("the backend reported: " + failed.reason());
            return;
        }
        LOGGER.atWarn()
                .addKeyValue(LogKey.MODEL, subscription.model().name())
                .addKeyValue(LogKey.EVENT, subscription.operation().field())
                .addKeyValue(LogKey.ERROR_TYPE, failed.errors().getFirst().errorType())
                .log("the backend withholds a subscription; the others go on");
        // It is over for good, so a frame that ends it once more must not end the link.
        subscriptions.remove(failed.id());
        established(failed.id());
    }

    private static boolean tolerated(RealtimeFrame.Failed failed) {
        return !failed.errors().isEmpty()
                && failed.errors().stream()
                        .allMatch(error -> TOLERATED.contains(error.errorType()));
    }

    private void lose(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        release();
        listener.lost(reason);
    }

    private void release() {
        timers.stop();
        if (socket != null) {
            socket.close();
        }
    }
}
