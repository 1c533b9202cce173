package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.runtime.EngineEvent;
import dev.outrigger.runtime.ExpressionControl;
import dev.outrigger.runtime.ExpressionSources;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.Ports;
import dev.outrigger.runtime.ReplicaPorts;
import dev.outrigger.runtime.StopReport;
import dev.outrigger.runtime.SyncEngine;
import dev.outrigger.runtime.SyncLimits;
import dev.outrigger.runtime.SyncStatus;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.expression.Expressions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One engine with its replica, a backend and a clock, in the hands of a test. After every call the
/// engine has come to rest.
public final class EngineRun {
    private static final String SITUATION = "syncState";

    private final ManualTimers timers = new ManualTimers();
    private final InMemoryReplicaStore store;
    private final UnreliableStore unreliable;
    private final ScriptedBackend backend;
    private final List<EngineEvent> events = new ArrayList<>();
    private final SyncEngine engine;
    private final Lifecycle lifecycle;

    public EngineRun() {
        this(Schemas.demo());
    }

    public EngineRun(Schema schema) {
        this(schema, SyncPolicies.usual());
    }

    public EngineRun(Schema schema, SyncPolicies policies) {
        this(schema, policies, Expressions.none());
    }

    /// With these sync expressions in its configuration.
    public EngineRun(Schema schema, Expressions configured) {
        this(schema, SyncPolicies.usual(), configured);
    }

    private EngineRun(Schema schema, SyncPolicies policies, Expressions configured) {
        store = new InMemoryReplicaStore(schema, timers::now, policies);
        unreliable = new UnreliableStore(store);
        backend = new ScriptedBackend(schema);
        ExpressionSources expressions = new ExpressionSources(configured, store.selectiveSync());
        ReplicaPorts replica = new ReplicaPorts(unreliable.asStore(), store.keys(), expressions);
        Ports ports = new Ports(replica, backend, timers);
        engine = new SyncEngine(schema, ports, timers, SyncLimits.defaults().with(policies));
        engine.observe(events::add);
        lifecycle =
                new Lifecycle(
                        engine,
                        store,
                        new InMemoryClearing(schema, store),
                        new Observations(schema, store));
    }

    public ScriptedBackend backend() {
        return backend;
    }

    public ManualTimers timers() {
        return timers;
    }

    public UnreliableStore store() {
        return unreliable;
    }

    /// Started, listening and caught up; what was told until then is forgotten.
    public EngineRun caughtUp() {
        start();
        backend.acknowledgeLink();
        rest();
        events.clear();
        return this;
    }

    public ExpressionControl expressions() {
        return engine.expressions();
    }

    public void observe(Consumer<EngineEvent> observer) {
        engine.observe(observer);
    }

    public SyncStatus start() {
        return rest(engine.start());
    }

    public SyncStatus stop() {
        stopping();
        return status();
    }

    /// Completes when nothing is under way any more.
    public CompletableFuture<StopReport> stopping() {
        CompletableFuture<StopReport> report = engine.stop().toCompletableFuture();
        rest();
        return report;
    }

    /// Start, stop and clear as clients ask for them.
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public SyncStatus now() {
        return rest(engine.now());
    }

    public SyncStatus credentialsChanged() {
        return rest(engine.credentialsChanged());
    }

    public SyncStatus status() {
        return rest(engine.status());
    }

    public DeadLetters.Outcome decide(long deadLetterId, LetterRequest request) {
        return rest(store.deadLetters().decide(deadLetterId, request));
    }

    public EditOutcome save(Edit edit) {
        return rest(store.edit(edit));
    }

    public Optional<StoredItem> item(ItemKey key) {
        return rest(store.get(key)).map(ReadItem::stored);
    }

    public List<PendingMutation> outbox() {
        return rest(store.outbox(0, Integer.MAX_VALUE));
    }

    /// Lets the engine come to rest without any time going by.
    public void rest() {
        timers.run();
    }

    public void pass(Duration duration) {
        timers.pass(duration);
    }

    /// What observers were told, oldest first, but how the situation changed meanwhile.
    public List<String> told() {
        return events.stream()
                .map(EngineEvent::name)
                .filter(name -> !name.equals(SITUATION))
                .toList();
    }

    /// The situations that the replica as a whole has gone through, oldest first.
    public List<Object> situations() {
        return told(SITUATION).stream()
                .filter(told -> !told.containsKey("model"))
                .map(told -> told.get("state"))
                .toList();
    }

    /// The payloads of one event.
    public List<Map<String, Object>> told(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(EngineEvent::payload)
                .toList();
    }

    private <T> T rest(CompletionStage<T> stage) {
        rest();
        return StoreProbe.await(stage);
    }
}
