package dev.outrigger.runtime;

import dev.outrigger.json.Members;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ItemUnstorable;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.PushCommand;
import dev.outrigger.sync.push.PushEvent;
import dev.outrigger.sync.push.PushMachine;
import dev.outrigger.sync.push.PushState;
import dev.outrigger.sync.push.PushStep;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.push.Window;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// Performs delivery: steps the [PushMachine] with every event, on the engine's thread, and turns
/// the commands into calls of the store and the backend, and their answers into events.
final class PushLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(PushLoop.class);

    private final PushMachine machine;
    private final ReplicaStore store;
    private final Backend backend;
    private final Timers timers;
    private final ConflictAdviser adviser;
    private final ConflictNews conflictNews;
    private final Executor loop;
    private final EngineObservers observers;
    private final OutboxStatus outboxStatus;
    private final AuthRequired authRequired;
    private final PauseEvents pauses;
    private final RefusalEvents refusals;
    private PushState state;
    private Runnable cancelWait = () -> {};
    private @Nullable String lastError;
    private boolean statusOwed;
    private Consumer<PushEvent> afterEach = _ -> {};

    PushLoop(PushMachine machine, Ports ports, Executor loop, EngineObservers observers) {
        this.machine = machine;
        this.state = machine.initial();
        this.store = ports.store();
        this.backend = ports.backend();
        this.timers = ports.timers();
        this.adviser = ports.conflicts().adviser();
        this.conflictNews = new ConflictNews(observers);
        this.loop = loop;
        this.observers = observers;
        this.outboxStatus = new OutboxStatus(observers);
        this.authRequired = new AuthRequired(observers);
        this.pauses = new PauseEvents(observers);
        this.refusals = new RefusalEvents(observers);
    }

    /// Hands an event to the engine's thread; may be called on any.
    void post(PushEvent event) {
        loop.execute(() -> transition(event));
    }

    /// What became of each mutation of a document, in one go: nothing comes between.
    private <T> void post(
            List<Claimed> document, List<T> outcomes, BiFunction<Claimed, T, PushEvent> event) {
        loop.execute(
                () -> {
                    for (int place = 0; place < document.size(); place++) {
                        transition(event.apply(document.get(place), outcomes.get(place)));
                    }
                });
    }

    private static Backend.Outgoing outgoing(Claimed claimed) {
        return new Backend.Outgoing(
                claimed.mutation().mutation(),
                claimed.base(),
                claimed.mutation().undeletes() ? Presence.TOMBSTONE : Presence.LIVE);
    }

    /// How fast delivery goes.
    DeliveryStatus status() {
        return new DeliveryStatus(
                state.pace().lanes().now(),
                state.window().lanesInUse(),
                state.pace().batch().now(),
                waitsBecause());
    }

    private @Nullable String waitsBecause() {
        return state instanceof PushState.Waiting waiting
                ? Objects.requireNonNullElse(lastError, waiting.reason().name())
                : null;
    }

    @Nullable String lastError() {
        return lastError;
    }

    /// True between the claim of a mutation and its durable verdict.
    boolean underWay() {
        return state.window().underWay();
    }

    /// True while nothing new is sent until a wait ends.
    boolean waits() {
        return state instanceof PushState.Waiting;
    }

    /// Somebody else's mutation was taken by the backend.
    void othersWereTaken() {
        // Not an event for each of thousands of items: it matters only while something is in doubt.
        if (state.pace().health().probes()) {
            post(new PushEvent.OthersWereTaken());
        }
    }

    /// Calls `listener` after every event, on the engine's thread.
    void afterEach(Consumer<PushEvent> listener) {
        afterEach = listener;
    }

    private void transition(PushEvent event) {
        authRequired.heard(state, event);
        PushStep step = machine.step(state, event, new Moment(timers.now(), timers.chance()));
        if (!state.getClass().equals(step.next().getClass())) {
            LOGGER.atInfo()
                    .addKeyValue(LogKey.FROM, state.getClass().getSimpleName())
                    .addKeyValue(LogKey.TO, step.next().getClass().getSimpleName())
                    .addKeyValue(LogKey.EVENT, event.getClass().getSimpleName())
                    .log("delivery changed state");
        }
        pauses.heard(state, event, step);
        state = step.next();
        if (event instanceof PushEvent.Settled(long id, Verdict verdict)) {
            settled(id, verdict);
        }
        step.commands().forEach(this::perform);
        if (state instanceof PushState.Draining) {
            outboxStatus.correct(empty());
        }
        payStatusOwed();
        afterEach.accept(event);
    }

    private void perform(PushCommand command) {
        switch (command) {
            case PushCommand.Load(long afterId, int limit) ->
                    answer(
                            store.outbox(afterId, limit),
                            found -> new PushEvent.Loaded(found, found.size() == limit),
                            List.of());
            case PushCommand.Claim(List<Long> ids) ->
                    answer(
                            store.claim(ids),
                            claimed -> new PushEvent.ClaimTaken(ids, claimed),
                            ids);
            case PushCommand.Send(List<Claimed> document) ->
                    backend.push(document.stream().map(PushLoop::outgoing).toList())
                            .thenAccept(
                                    outcomes -> post(document, outcomes, PushEvent.Answered::new));
            case PushCommand.Fetch(List<Claimed> document) ->
                    backend.fetch(document.stream().map(each -> each.mutation().key()).toList())
                            .thenAccept(
                                    outcomes -> post(document, outcomes, PushEvent.Fetched::new));
            case PushCommand.Consult(Claimed claimed, Conflict conflict) ->
                    adviser.advise(conflict)
                            .thenAccept(
                                    advice ->
                                            post(new PushEvent.Advised(claimed, conflict, advice)));
            case PushCommand.Settle(Claimed claimed, Verdict verdict) -> settle(claimed, verdict);
            case PushCommand.ArmResume(long id, Duration delay) ->
                    timers.after(delay, () -> transition(new PushEvent.Resumed(id)));
            case PushCommand.ArmRetry(Duration delay) -> {
                cancelWait.run();
                cancelWait = timers.after(delay, () -> transition(new PushEvent.RetryDue()));
            }
        }
    }

    /// A verdict is told once it is durable: one that the store did not take is decided again.
    private void settle(Claimed claimed, Verdict verdict) {
        long id = claimed.mutation().id();
        answer(
                store.settle(claimed.mutation(), verdict),
                letters -> {
                    report(claimed.mutation().key(), verdict);
                    if (verdict instanceof Verdict.Refused(Rejection rejection)) {
                        refused(claimed, rejection, letters);
                    }
                    return new PushEvent.Settled(id, verdict);
                },
                failure -> unsettled(claimed, verdict, failure));
    }

    private static PushEvent unsettled(Claimed claimed, Verdict verdict, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        // One that is set aside takes nothing of the backend's into the store.
        return cause instanceof ItemUnstorable unstorable && !(verdict instanceof Verdict.SetAside)
                ? new PushEvent.Unstorable(claimed, verdict, unstorable.getMessage())
                : new PushEvent.StoreFailed(List.of(claimed.mutation().id()), failure.getMessage());
    }

    private <T> void answer(
            CompletionStage<T> stage, Function<T, PushEvent> event, List<Long> ids) {
        answer(stage, event, failure -> new PushEvent.StoreFailed(ids, failure.getMessage()));
    }

    private <T> void answer(
            CompletionStage<T> stage,
            Function<T, PushEvent> event,
            Function<Throwable, PushEvent> otherwise) {
        stage.whenComplete(
                (value, failure) ->
                        loop.execute(
                                () ->
                                        transition(
                                                failure == null
                                                        ? event.apply(value)
                                                        : otherwise.apply(failure))));
    }

    private void refused(Claimed claimed, Rejection rejection, List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            refusals.tellHeld(claimed.mutation(), rejection);
        } else {
            refusals.tell(letters);
        }
        tellOutboxStatus();
    }

    /// Keeps the latest reason for a mutation's wait, and logs what an operator should see.
    private void report(ItemKey key, Verdict verdict) {
        switch (verdict) {
            case Verdict.Acknowledged _ -> lastError = null;
            case Verdict.Contested(String reason) -> lastError = reason;
            case Verdict.Postponed(Standing _, String reason) -> lastError = reason;
            case Verdict.Suspended(Duration _, String reason) -> {
                lastError = reason;
                conflictNews.unanswered(key, reason);
            }
            case Verdict.SetAside(Standing _, Duration _, String reason) ->
                    warn(key, reason, "a mutation waits, as the backend's item cannot be taken in");
            case Verdict.Faulted(Verdict.Blame _, Duration _, String reason) ->
                    warn(key, reason, "a mutation waits, as the backend failed at it");
            case Verdict.Refused(Rejection rejection) ->
                    warn(key, rejection.text(), "the backend refused a mutation for good");
            case Verdict.Resolved resolved -> conflictNews.tell(resolved);
        }
    }

    private void warn(ItemKey key, String reason, String message) {
        lastError = reason;
        LOGGER.atWarn()
                .addKeyValue(LogKey.MODEL, key.model())
                .addKeyValue(LogKey.ITEM_ID, key.text())
                .addKeyValue(LogKey.ERROR, reason)
                .log(message);
    }

    private void settled(long id, Verdict verdict) {
        switch (verdict) {
            case Verdict.Acknowledged(RemoteItem answer) -> {
                observers.tell(
                        "outboxMutationProcessed",
                        Members.of("mutation", id)
                                .and("model", answer.key().model())
                                .and("element", Elements.of(answer.item(), answer.version()))
                                .json());
                tellOutboxStatus();
            }
            case Verdict.Refused _ -> {}
            case Verdict.Resolved _ -> tellOutboxStatus();
            case Verdict.Suspended _, Verdict.SetAside _, Verdict.Faulted _ -> {}
            case Verdict.Contested _, Verdict.Postponed _ -> {}
        }
    }

    void tellOutboxStatus() {
        outboxStatus.tell(empty());
    }

    /// As [#tellOutboxStatus], when the outbox has been read.
    void tellOutboxStatusOnceKnown() {
        statusOwed = true;
        payStatusOwed();
    }

    private void payStatusOwed() {
        if (statusOwed && state.window().reading() == Window.Reading.COMPLETE) {
            statusOwed = false;
            tellOutboxStatus();
        }
    }

    /// Clients have just edited items.
    void tellOutboxFilled() {
        outboxStatus.tell(false);
    }

    private boolean empty() {
        Window window = state.window();
        return window.entries().isEmpty()
                && window.held().isEmpty()
                && window.reading() == Window.Reading.COMPLETE;
    }
}
