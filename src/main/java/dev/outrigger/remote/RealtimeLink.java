package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Credentials.Prospect;
import dev.outrigger.remote.credentials.Shown;
import dev.outrigger.runtime.Backend;
import dev.outrigger.telemetry.LogKey;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One changefeed: starts three subscriptions a model, and once all are acknowledged passes on
/// items until something ends it. It is used once; whoever wants to listen again makes another.
///
/// It is lost as a whole, also when one of several sockets is: what that one did not tell has to be
/// pulled, and a pull is of everything.
///
/// Everything but [#close()] runs on one Vert.x context, so there are no locks.
final class RealtimeLink implements Backend.Link, FeedListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(RealtimeLink.class);

    /// Error types by which a backend withholds one subscription. The others are worth having
    /// without it, and pulls still bring what it would have told.
    private static final Set<String> WITHHOLDING = Set.of("Unauthorized", "OperationDisabled");

    /// Error types of a subscription that the backend does not understand: its schema has another
    /// release, say. It will not for as long as both are as they are.
    private static final Set<String> NOT_UNDERSTOOD =
            Set.of(
                    "",
                    "BadRequest",
                    "BadRequestException",
                    "UnsupportedOperation",
                    "ValidationError");

    private final Context context;
    private final LinkSelection selection;
    private final Backend.Listener listener;
    private final FeedSockets sockets;
    private final LinkTimers timers;
    private final Duration stepLimit;
    private final Duration withheldRetry;
    private final Set<String> unacknowledged = new HashSet<>();

    /// By field, as they were before any way was tried.
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

    /// The fields that the backend does not give, to be asked for again later.
    private final Set<String> withheld = new LinkedHashSet<>();

    /// What was asked for once more with fresh credentials, by field and how many ways were left.
    private final Set<String> renewed = new HashSet<>();

    private boolean open;
    private Runnable cancelRetry = () -> {};
    // Closing comes from any thread and must silence the listener at once.
    private volatile boolean ended;

    RealtimeLink(
            Context context,
            RealtimeEndpoint endpoint,
            LinkSelection selection,
            Backend.Listener listener) {
        this.context = context;
        this.selection = selection;
        this.listener = listener;
        this.sockets = new FeedSockets(context, endpoint, this);
        this.timers = new LinkTimers(context.owner(), this::lost);
        this.stepLimit = endpoint.timeouts().acknowledgement();
        this.withheldRetry = endpoint.timeouts().withheldRetry();
    }

    /// Called once, on the context.
    void open() {
        if (ended) {
            return;
        }
        List<Subscription> wanted = selection.subscriptions();
        wanted.forEach(each -> subscriptions.put(each.field(), each));
        unacknowledged.addAll(subscriptions.keySet());
        sockets.place(wanted);
    }

    @Override
    public void close() {
        ended = true;
        context.runOnContext(_ -> release());
    }

    @Override
    public void connected() {
        awaitRest();
    }

    @Override
    public void acknowledged(Subscription subscription) {
        if (ended) {
            return;
        }
        if (open && withheld.contains(subscription.field())) {
            // What it would have told meanwhile must be pulled, as after any gap.
            lost("the backend gives " + subscription.field() + " again");
        } else {
            settled(subscription);
        }
    }

    private void settled(Subscription subscription) {
        if (unacknowledged.remove(subscription.field())) {
            awaitRest();
        }
    }

    private void awaitRest() {
        if (open || ended) {
            return;
        }
        if (!unacknowledged.isEmpty()) {
            timers.expectStep(stepLimit, "the backend did not acknowledge every subscription");
            return;
        }
        timers.lastStepDone();
        open = true;
        listener.acknowledged();
        if (!withheld.isEmpty()) {
            Vertx vertx = context.owner();
            long timer = vertx.setPeriodic(withheldRetry.toMillis(), _ -> retryWithheld());
            cancelRetry = () -> vertx.cancelTimer(timer);
        }
    }

    private void retryWithheld() {
        sockets.place(withheld.stream().map(subscriptions::get).map(Subscription::again).toList());
    }

    /// An event before the last acknowledgement is not needed: the pull that follows it finds what
    /// the event tells.
    @Override
    public void told(Subscription subscription, RealtimeFrame.Event event) {
        if (ended || !open) {
            return;
        }
        Object json = event.data().get(subscription.field());
        switch (subscription.model().reader().read(json)) {
            case RemoteReading.Taken taken -> listener.received(taken.item());
            case RemoteReading.Rejected rejected -> {
                LOGGER.atWarn()
                        .addKeyValue(LogKey.MODEL, subscription.model().name())
                        .addKeyValue(LogKey.EVENT, subscription.field())
                        .addKeyValue(LogKey.ERROR, rejected.reason())
                        .log("an item of the changefeed cannot be read");
                listener.unread(
                        rejected.item()
                                .because(
                                        "the item of %s cannot be read: %s"
                                                .formatted(
                                                        subscription.field(), rejected.reason())));
            }
        }
    }

    @Override
    public void failed(Subscription subscription, RealtimeFrame.Failed failure) {
        if (ended) {
            return;
        }
        boolean wanted = wanted(subscription);
        if (wanted && failure.only(WITHHOLDING) && subscription.hasAnotherWay()) {
            sockets.place(List.of(subscription.nextWay()));
        } else if (wanted && LinkSelection.filterRefused(subscription, failure)) {
            Subscription plain = selection.withoutFilter(subscription, failure.reason());
            subscriptions.put(plain.field(), plain);
            sockets.place(List.of(plain));
        } else if (wanted && (failure.only(WITHHOLDING) || failure.only(NOT_UNDERSTOOD))) {
            withhold(subscription, failure.reason());
        } else {
            lost("the backend reported: " + failure.reason());
        }
    }

    private boolean wanted(Subscription subscription) {
        return unacknowledged.contains(subscription.field())
                || withheld.contains(subscription.field());
    }

    @Override
    public void turnedAway(
            Subscription subscription, Shown.Headers shown, RealtimeFrame.Failed failure) {
        if (ended) {
            return;
        }
        boolean first = renewed.add(subscription.field() + " " + subscription.ways().size());
        if (first && subscription.ways().getFirst().turnedAway(shown) == Prospect.FRESH) {
            sockets.place(List.of(subscription.again()));
        } else if (wanted(subscription) && subscription.hasAnotherWay()) {
            sockets.place(List.of(subscription.nextWay()));
        } else {
            lost("the backend reported: " + failure.reason());
        }
    }

    @Override
    public void unable(Subscription subscription, String reason) {
        if (ended) {
            return;
        }
        if (subscription.hasAnotherWay()) {
            sockets.place(List.of(subscription.nextWay()));
        } else {
            withhold(subscription, reason);
        }
    }

    private void withhold(Subscription subscription, String reason) {
        if (withheld.add(subscription.field())) {
            listener.withheld(subscription.model().name(), reason);
        }
        settled(subscription);
    }

    @Override
    public void completed(Subscription subscription) {
        lost("the backend ended a subscription");
    }

    @Override
    public void lost(String reason) {
        if (!ended) {
            ended = true;
            release();
            listener.lost(reason);
        }
    }

    private void release() {
        cancelRetry.run();
        timers.stop();
        sockets.close();
    }
}
