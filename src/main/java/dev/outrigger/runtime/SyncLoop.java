package dev.outrigger.runtime;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.Notice;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.pull.SyncCommand;
import dev.outrigger.sync.pull.SyncEvent;
import dev.outrigger.sync.pull.SyncMachine;
import dev.outrigger.sync.pull.SyncState;
import dev.outrigger.sync.pull.SyncStep;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// Performs pulling and listening: steps the [SyncMachine] with every event, on the engine's
/// thread, and turns the commands into calls of the store and the backend, and their answers into
/// events.
final class SyncLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(SyncLoop.class);

    private final SyncMachine machine;
    private final ReplicaStore store;
    private final Backend backend;
    private final Timers timers;
    private final Executor loop;
    private final List<String> heard;
    private final KeyComparing comparing;
    private final AdoptedExpressions expressions;
    private final NoticeBoard board;
    private final Consumer<Notice> notices;
    private final FeedWriter feed;
    private SyncState state = new SyncState.Stopped(0);
    private Backend.@Nullable Link link;

    /// That of the state, for other threads.
    private volatile int session;

    /// Session of the link that is wanted; 0 when none is.
    private int opening;

    private Runnable cancelWait = () -> {};
    private Consumer<SyncEvent> afterEach = _ -> {};

    /// Where it works.
    ///
    /// @param loop the engine's thread
    /// @param heard models whose changes are to be told as they happen
    /// @param expressions what is asked for of each model
    record Surroundings(
            Ports ports, Executor loop, List<String> heard, AdoptedExpressions expressions) {}

    SyncLoop(
            SyncMachine machine,
            Surroundings surroundings,
            NoticeBoard board,
            Consumer<Notice> notices) {
        this.machine = machine;
        this.store = surroundings.ports().store();
        this.backend = surroundings.ports().backend();
        this.timers = surroundings.ports().timers();
        this.loop = surroundings.loop();
        this.heard = surroundings.heard();
        this.expressions = surroundings.expressions();
        this.comparing = new KeyComparing(surroundings.ports(), expressions, () -> session);
        this.board = board;
        this.notices = notices;
        this.feed =
                new FeedWriter(
                        store,
                        loop,
                        FeedWriter.WAITING_ITEMS,
                        (session, reason) -> post(new SyncEvent.StoreFailed(session, reason)));
    }

    /// Hands an event to the engine's thread; may be called on any.
    void post(SyncEvent event) {
        loop.execute(() -> transition(event));
    }

    SyncState state() {
        return state;
    }

    void transition(SyncEvent event) {
        SyncStep step = machine.step(state, event, new Moment(timers.now(), timers.chance()));
        if (!state.getClass().equals(step.next().getClass())) {
            LOGGER.atInfo()
                    .addKeyValue(LogKey.FROM, state.getClass().getSimpleName())
                    .addKeyValue(LogKey.TO, step.next().getClass().getSimpleName())
                    .addKeyValue(LogKey.EVENT, event.getClass().getSimpleName())
                    .log("sync changed state");
        }
        state = step.next();
        session = state.session();
        board.entered(state);
        step.commands().forEach(this::perform);
        afterEach.accept(event);
    }

    /// Calls `listener` after every event, on the engine's thread.
    void afterEach(Consumer<SyncEvent> listener) {
        afterEach = listener;
    }

    private void perform(SyncCommand next) {
        switch (next) {
            case SyncCommand.OpenLink(int session) -> open(session);
            case SyncCommand.CloseLink _ -> close();
            case SyncCommand.LoadCheckpoints(int session) ->
                    answer(
                            store.checkpoints(),
                            found -> new SyncEvent.CheckpointsLoaded(session, found),
                            session);
            case SyncCommand.Pull(int session, PageRequest request) -> {
                if (request.nextToken() == null) {
                    board.opening(request.model());
                    estimate(request);
                }
                expressions
                        .page(backend, request)
                        .thenAccept(
                                outcome ->
                                        post(
                                                new SyncEvent.PageAnswered(
                                                        session, request.model(), outcome)));
            }
            case SyncCommand.StorePage(
                            int session,
                            String model,
                            List<RemoteItem> items,
                            List<UnreadItem> unread,
                            Reached reached) ->
                    answer(
                            store.apply(model, items, unread, reached),
                            applied -> new SyncEvent.PageStored(session, model, applied),
                            session);
            case SyncCommand.CompareKeys command ->
                    answer(
                            comparing.compare(command),
                            outcome ->
                                    new SyncEvent.KeysCompared(
                                            command.session(), command.model(), outcome),
                            command.session());
            case SyncCommand.StoreFeed(int session, List<RemoteItem> items) ->
                    feed.store(session, items);
            case SyncCommand.ArmWait(int session, Duration delay) -> {
                cancelWait.run();
                board.nextAttempt(timers.now().plus(delay));
                cancelWait = timers.after(delay, () -> transition(new SyncEvent.WaitOver(session)));
            }
            case SyncCommand.Announce(Notice notice) -> notices.accept(notice);
        }
    }

    /// The link asks for what the sync expressions select, so these are settled first.
    private void open(int session) {
        close();
        board.feedOpening();
        opening = session;
        expressions
                .adopt()
                .whenComplete(
                        (selected, failure) ->
                                loop.execute(() -> open(session, selected, failure)));
    }

    /// Of all items: with a sync expression fewer come, and a delta brings what has changed.
    private void estimate(PageRequest request) {
        String model = request.model();
        board.estimated(model, OptionalLong.empty());
        if (request.lastSync() == null && !expressions.limits(model)) {
            backend.estimate(model)
                    .thenAccept(items -> loop.execute(() -> board.estimated(model, items)));
        }
    }

    private void open(int session, Expressions selected, @Nullable Throwable failure) {
        if (opening != session) {
            return;
        }
        if (failure != null) {
            transition(new SyncEvent.LinkLost(session, failure.getMessage()));
            return;
        }
        link =
                backend.listen(
                        heard.stream().filter(selected::selectsFrom).toList(),
                        selected,
                        new Backend.Listener() {
                            @Override
                            public void acknowledged() {
                                post(new SyncEvent.LinkAcknowledged(session));
                            }

                            @Override
                            public void received(RemoteItem item) {
                                post(new SyncEvent.FeedReceived(session, item));
                            }

                            @Override
                            public void unread(UnreadItem item) {
                                loop.execute(() -> keepAside(session, item));
                            }

                            @Override
                            public void withheld(String model, String reason) {
                                loop.execute(() -> announceWithheld(session, model, reason));
                            }

                            @Override
                            public void filterRefused(String model, String reason) {
                                loop.execute(
                                        () ->
                                                notices.accept(
                                                        new Notice.FilterRefused(model, reason)));
                            }

                            @Override
                            public void lost(String reason) {
                                post(new SyncEvent.LinkLost(session, reason));
                            }
                        });
    }

    /// One of an older link says nothing about the link that is open now.
    private void announceWithheld(int session, String model, String reason) {
        if (session == state.session()) {
            board.feedWithheld(model, reason);
        }
    }

    /// At once, whatever is being pulled: an entry is compared by version with what comes.
    private void keepAside(int session, UnreadItem item) {
        if (session == state.session()) {
            notices.accept(new Notice.NonApplicable(item.model(), List.of(item.reason())));
            if (item.told()) {
                feed.keepAside(session, item);
            }
            transition(new SyncEvent.FeedUnread(session, item.model()));
        }
    }

    private void close() {
        opening = 0;
        if (link != null) {
            link.close();
            link = null;
        }
    }

    private <T> void answer(CompletionStage<T> stage, Function<T, SyncEvent> event, int session) {
        stage.whenComplete(
                (value, failure) ->
                        post(
                                failure == null
                                        ? event.apply(value)
                                        : new SyncEvent.StoreFailed(
                                                session, failure.getMessage())));
    }
}
