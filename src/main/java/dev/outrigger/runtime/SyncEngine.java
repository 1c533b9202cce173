package dev.outrigger.runtime;

import dev.outrigger.json.Members;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.runtime.SyncStatus.ModelStatus;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.pull.Notice;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.pull.SyncEvent;
import dev.outrigger.sync.pull.SyncMachine;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushEvent;
import dev.outrigger.sync.push.PushMachine;
import dev.outrigger.sync.push.PushOutcome;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// One replica's engine: delivery and pulling beside each other, on one thread.
///
/// Delivery does not wait for pulls. It starts with the engine, and an open changefeed ends its
/// back-off wait, because the backend is then in reach.
public final class SyncEngine implements SyncControl {
    private final Ports ports;
    private final Executor loop;
    private final EngineObservers observers;
    private final NoticeBoard board;
    private final AdoptedExpressions adopted;
    private final ChosenExpressions expressions;
    private final SyncLoop sync;
    private final PushLoop push;
    private final Quiescence quiescence;
    private final QuarantineRetry quarantine;
    private final Reachability reachability;
    private final SituationReports situations;
    private boolean running;
    private long boardSeen;
    private @Nullable String waitSeen;

    /// @param loop runs tasks one at a time, in the order in which they were given
    public SyncEngine(Schema schema, Ports ports, Executor loop, SyncLimits limits) {
        this.ports = ports;
        this.loop = loop;
        this.observers = new EngineObservers(ports.timers()::now);
        SyncPolicies policies = limits.policies();
        List<String> models = schema.parentsFirst().stream().map(Model::name).toList();
        this.board =
                new NoticeBoard(
                        models.stream()
                                .map(name -> ModelStatus.initial(name, policies.mode(name)))
                                .toList(),
                        observers,
                        ports.timers()::now);
        List<String> heard = models.stream().filter(name -> policies.mode(name).listens()).toList();
        this.push =
                new PushLoop(
                        new PushMachine(limits.push(), policies, ports.conflicts().strategies()),
                        ports,
                        loop,
                        observers);
        this.adopted = new AdoptedExpressions(ports, loop);
        this.sync =
                new SyncLoop(
                        new SyncMachine(schema, limits.pull(), policies),
                        new SyncLoop.Surroundings(ports, loop, heard, adopted),
                        board,
                        this::noted);
        this.expressions =
                new ChosenExpressions(
                        schema,
                        ports.replica().expressions(),
                        () -> loop.execute(this::selectAnew));
        this.quarantine = new QuarantineRetry(ports, policies, loop);
        this.quiescence = new Quiescence(ports, loop, push, limits.stop());
        this.reachability = new Reachability(ports.timers(), this::tellReachability);
        this.situations = new SituationReports(observers);
        situations.look(board.status(null, push.status()));
        push.afterEach(this::pushed);
        sync.afterEach(this::synced);
        ports.store().onCommit(this::noteEdits);
        ports.store().deadLetters().onDecided(() -> push.post(new PushEvent.Released()));
        ports.store()
                .conflicts()
                .onDecided(key -> push.post(new PushEvent.OutboxChanged(Set.of(key))));
    }

    @Override
    public CompletionStage<SyncStatus> start() {
        return onLoop(
                () -> {
                    if (!running) {
                        running = true;
                        reachability.begin();
                        observers.tell("storageSubscribed", Map.of());
                        push.post(new PushEvent.Started());
                    }
                    sync.transition(new SyncEvent.StartRequested());
                });
    }

    @Override
    public CompletionStage<StopReport> stop() {
        return onLoop(this::rest)
                .thenCompose(_ -> quiescence.reached())
                .thenCompose(
                        cancelled ->
                                status().thenApply(status -> new StopReport(status, cancelled)));
    }

    @Override
    public <T> CompletionStage<T> pause(Supplier<CompletionStage<T>> work) {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        return onLoop(
                        () -> {
                            ran.complete(running);
                            rest();
                        })
                .thenCompose(_ -> quiescence.reached())
                .thenCompose(_ -> work.get())
                .whenComplete(
                        (_, _) -> {
                            if (ran.join()) {
                                start();
                            }
                        });
    }

    private void rest() {
        running = false;
        reachability.end();
        quarantine.linkIs(false);
        sync.transition(new SyncEvent.StopRequested());
        push.post(new PushEvent.Stopped());
    }

    @Override
    public CompletionStage<SyncStatus> now() {
        ports.store()
                .release()
                .whenComplete(
                        (_, _) -> {
                            push.post(new PushEvent.Released());
                            push.post(new PushEvent.Reached());
                        });
        return onLoop(
                () -> {
                    sync.transition(new SyncEvent.NowRequested());
                    quarantine.begin();
                });
    }

    @Override
    public CompletionStage<SyncStatus> credentialsChanged() {
        push.post(new PushEvent.CredentialsChanged());
        // A link that was refused backs off, and a model that was refused waits for the next round.
        return onLoop(() -> sync.transition(new SyncEvent.NowRequested()));
    }

    @Override
    public CompletionStage<SyncStatus> status() {
        return onLoop(() -> {});
    }

    @Override
    public Runnable observe(Consumer<EngineEvent> listener) {
        return observers.add(listener);
    }

    private CompletionStage<SyncStatus> onLoop(Runnable task) {
        CompletableFuture<SyncStatus> answer = new CompletableFuture<>();
        loop.execute(
                () -> {
                    task.run();
                    answer.complete(board.status(push.lastError(), push.status()));
                });
        return answer;
    }

    @Override
    public ExpressionControl expressions() {
        return expressions;
    }

    /// A link knows only the expressions that it was opened with, so an engine that runs opens
    /// another one. What was asked for by the old ones is not stored: their session is over.
    private void selectAnew() {
        if (running) {
            sync.transition(new SyncEvent.StopRequested());
            sync.transition(new SyncEvent.StartRequested());
        } else {
            adopted.adopt();
        }
    }

    private void noted(Notice notice) {
        if (notice instanceof Notice.NetworkStatus(boolean active)) {
            linkIs(active);
        }
        board.announce(notice);
    }

    private void linkIs(boolean open) {
        quarantine.linkIs(open);
        if (open) {
            reachability.reached();
            push.post(new PushEvent.Reached());
        } else if (running) {
            reachability.missed();
        }
    }

    private void tellReachability(boolean inReach) {
        observers.tell("networkStatus", Map.of("active", inReach));
        if (inReach) {
            push.tellOutboxStatus();
        } else if (running) {
            push.tellOutboxStatusOnceKnown();
        }
    }

    private void pushed(PushEvent event) {
        quiescence.look();
        if (running && event instanceof PushEvent.Answered(Claimed _, PushOutcome outcome)) {
            heard(outcome);
        }
        if (running && event instanceof PushEvent.Fetched(Claimed _, FetchOutcome outcome)) {
            seen(outcome);
        }
        lookAtSituation();
    }

    private void synced(SyncEvent event) {
        if (running
                && event instanceof SyncEvent.PageAnswered(int _, String _, PullOutcome outcome)
                && outcome instanceof PullOutcome.Page) {
            reachability.reached();
        }
        if (running && event instanceof SyncEvent.FeedReceived) {
            push.othersWereTaken();
        }
        lookAtSituation();
    }

    /// A mutation that gets no answer while others do is its own matter: delivery then goes on.
    private void heard(PushOutcome outcome) {
        if (!(outcome instanceof PushOutcome.Unanswered)) {
            reachability.reached();
        } else if (push.waits()) {
            reachability.missed();
        }
    }

    private void seen(FetchOutcome outcome) {
        if (!(outcome instanceof FetchOutcome.Failed)) {
            reachability.reached();
        }
    }

    /// Not after each of thousands of events that change nothing of it.
    private void lookAtSituation() {
        DeliveryStatus delivery = push.status();
        boolean news =
                board.version() != boardSeen || !Objects.equals(delivery.waitsBecause(), waitSeen);
        if (news) {
            boardSeen = board.version();
            waitSeen = delivery.waitsBecause();
            situations.look(board.status(push.lastError(), delivery));
        }
    }

    /// Called on the store's writer thread, after each commit.
    private void noteEdits(List<LoggedChange> changes) {
        List<LoggedChange> local =
                changes.stream().filter(each -> each.change().origin() == Origin.LOCAL).toList();
        if (local.isEmpty()) {
            return;
        }
        // Told first: delivery must not be told of a mutation that nobody has heard of.
        if (!observers.none()) {
            loop.execute(() -> tell(local));
        }
        push.post(new PushEvent.OutboxChanged(keys(local)));
    }

    private void tell(List<LoggedChange> local) {
        for (LoggedChange each : local) {
            StoredItem saved = each.change().after();
            observers.tell(
                    "outboxMutationEnqueued",
                    Members.of("model", saved.key().model())
                            .and("element", Elements.of(saved.item(), saved.version()))
                            .json());
        }
        push.tellOutboxFilled();
    }

    private static Set<ItemKey> keys(List<LoggedChange> changes) {
        return changes.stream().map(each -> each.change().key()).collect(Collectors.toSet());
    }
}
