package dev.outrigger.simulation;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.KeyText;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.runtime.ConflictHandling;
import dev.outrigger.runtime.ExpressionControl;
import dev.outrigger.runtime.ExpressionSources;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.Ports;
import dev.outrigger.runtime.ReplicaPorts;
import dev.outrigger.runtime.SyncEngine;
import dev.outrigger.runtime.SyncLimits;
import dev.outrigger.runtime.Timers;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.push.DocumentLimits;
import dev.outrigger.sync.push.PushLimits;
import dev.outrigger.testing.InMemoryClearing;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One user's part of a machine: a replica that lasts, and engines that come and go with its
/// process.
final class SimulatedDevice {
    /// Few enough that a device runs out of room for them on some nights.
    private static final int MOST_LETTERS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Machine machine;
    private final String name;
    private final World world;
    private final Weather weather;
    private final LossyNetwork network;
    private final InMemoryReplicaStore store;
    private final SyncPolicies policies;
    private final SimulatedAdviser adviser;
    private final Decisions decisions;
    private LongConsumer cleared = _ -> {};
    private Schema schema;
    private Set<ItemKey> atLogStart = Set.of();
    private Set<ItemKey> unsaid = Set.of();
    private int life;
    private boolean alive;
    private SyncEngine engine;
    private Lifecycle lifecycle;

    SimulatedDevice(Machine machine, String name, SimulatedBackend backend, Weather weather) {
        this.machine = machine;
        this.name = name;
        this.schema = machine.schema();
        this.world = weather.world();
        this.weather = weather;
        this.network = new LossyNetwork(name, backend, weather, () -> schema);
        this.policies = weather.options().policies(machine.name());
        this.store = new InMemoryReplicaStore(schema, this::localTime, policies);
        this.store.refusing(
                new RefusalPolicies(weather.options().rules().refusals(), Map.of()), MOST_LETTERS);
        this.adviser = new SimulatedAdviser(world, weather);
        this.decisions = new Decisions(store, adviser);
    }

    String name() {
        return name;
    }

    Schema schema() {
        return schema;
    }

    InMemoryReplicaStore store() {
        return store;
    }

    Weather weather() {
        return weather;
    }

    Reach reach() {
        return network.reach();
    }

    boolean alive() {
        return alive;
    }

    /// Which process this is; calls into an older one are never answered.
    int life() {
        return life;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    /// Calls `listener` with the number of mutations that went, whether the caller hears of the
    /// clear or not.
    void onCleared(LongConsumer listener) {
        cleared = listener;
    }

    /// Which ways a model travels.
    SyncMode mode(String model) {
        return policies.mode(model);
    }

    /// What of a model it was told to keep.
    Expression selected(String model) {
        return store.selectiveSync().chosen().toCompletableFuture().join().of(model);
    }

    /// Somebody chooses what to keep of one model.
    void select(Random random) {
        String model = random.nextBoolean() ? "Post" : "Comment";
        if (schema.model(model).isEmpty()) {
            return;
        }
        Expression chosen = new DrawnExpressions(schema).of(model, random);
        choose(model, chosen);
    }

    /// Whoever is told that it failed tries again.
    private void choose(String model, @Nullable Expression chosen) {
        ExpressionControl expressions = engine.expressions();
        (chosen == null ? expressions.takeBack(model) : expressions.choose(model, chosen))
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null && alive) {
                                world.after(PATIENCE, () -> chooseAgain(model, chosen));
                            }
                        });
    }

    private void chooseAgain(String model, @Nullable Expression chosen) {
        if (alive && schema.model(model).isPresent()) {
            choose(model, chosen);
        }
    }

    Decisions decisions() {
        return decisions;
    }

    void signIn() {
        reach().signIn();
        if (alive) {
            engine.credentialsChanged();
        }
    }

    void crash() {
        machine.crash();
    }

    /// Nothing of its process is left.
    void end() {
        alive = false;
        life++;
        store.forgetListeners();
        network.sever();
    }

    /// True while a request of its engine has no answer.
    boolean isCalling() {
        return network.isCalling();
    }

    /// The machine serves this user in place of another one. The engine rests.
    void follow(SimulatedDevice earlier) {
        if (earlier.reach().online()) {
            reach().connect();
        } else {
            reach().disconnect();
        }
        open();
    }

    void boot() {
        if (open()) {
            engine.start();
        }
    }

    /// The replica goes along with the app's schema in one transaction, before or after which the
    /// process may end.
    ///
    /// @return whether it goes on
    private boolean upgraded() {
        if (schema == machine.schema()) {
            return true;
        }
        if (weather.happens(Fault.UPGRADE_CRASHED)) {
            machine.crash();
            return false;
        }
        decisions.remember();
        schema = machine.schema();
        store.reopen(schema);
        weather.came(Fault.SCHEMA_CHANGED);
        readUpgrade();
        if (weather.happens(Fault.UPGRADE_CRASHED)) {
            machine.crash();
            return false;
        }
        return true;
    }

    private void readUpgrade() {
        if (store.changes(0, 1).toCompletableFuture().join().isEmpty()) {
            atLogStart =
                    store.everything().stream()
                            .filter(Knowledge::visible)
                            .map(Knowledge::key)
                            .collect(Collectors.toSet());
        }
        unsaid =
                Stream.concat(
                                store.everything().stream()
                                        .flatMap(known -> known.outbox().stream())
                                        .filter(each -> each.standing() == Standing.HELD)
                                        .map(PendingMutation::key),
                                stranded().stream().map(SimulatedDevice::key))
                        .collect(Collectors.toSet());
    }

    /// Items that were there before the first change of its log.
    Set<ItemKey> atLogStart() {
        return atLogStart;
    }

    /// Items of which the release left a mutation waiting for somebody, or stranded.
    Set<ItemKey> unsaid() {
        return unsaid;
    }

    /// What it tells that its schema cannot say any more.
    List<StrandedMutation> stranded() {
        return store.stranded().list(null, 0, Integer.MAX_VALUE).toCompletableFuture().join();
    }

    /// Of the item that a stranded mutation is about.
    static ItemKey key(StrandedMutation mutation) {
        return KeyText.read(Release.before().required(mutation.model()), mutation.key());
    }

    private boolean open() {
        if (!upgraded()) {
            return false;
        }
        life++;
        alive = true;
        int born = life;
        ReplicaStore fragile = FragileStore.around(ReplicaStore.class, store, this);
        Clearing clearing = FragileStore.around(Clearing.class, this::clear, this);
        ExpressionSources expressions =
                new ExpressionSources(
                        Expressions.none(),
                        FragileStore.around(SelectiveSync.class, store.selectiveSync(), this));
        engine =
                new SyncEngine(
                        schema,
                        new Ports(
                                new ReplicaPorts(fragile, store.keys(), expressions),
                                network,
                                new DeviceTimers(born),
                                new ConflictHandling(
                                        weather.options().rules().conflicts(), adviser)),
                        task -> world.soon(() -> inLife(born, task)),
                        limits(weather.options()).with(policies));
        lifecycle = new Lifecycle(engine, fragile, clearing, new Observations(schema, store));
        return true;
    }

    private CompletionStage<Clearing.Outcome> clear(Clearing.Unsent unsent) {
        decisions.remember();
        return new InMemoryClearing(schema, store)
                .clear(unsent)
                .thenApply(
                        outcome -> {
                            if (outcome instanceof Clearing.Outcome.Cleared done) {
                                atLogStart = Set.of();
                                cleared.accept(done.mutations());
                            }
                            return outcome;
                        });
    }

    private static SyncLimits limits(SimulationOptions options) {
        SimulationOptions.Sizes sizes = options.sizes();
        return new SyncLimits(
                new PullLimits(
                        sizes.pageItems(),
                        sizes.bufferItems(),
                        options.times().fullSyncInterval(),
                        Duration.ofSeconds(2),
                        sizes.pullsAtOnce()),
                new PushLimits(
                        sizes.lanes(),
                        DocumentLimits.of(sizes.batch()),
                        Math.max(8, sizes.lanes()),
                        10));
    }

    private void inLife(int born, Runnable task) {
        if (life == born) {
            task.run();
        }
    }

    private Instant localTime() {
        return world.now().plus(weather.options().clockSkew(machine.name()));
    }

    private final class DeviceTimers implements Timers {
        private final int born;

        DeviceTimers(int born) {
            this.born = born;
        }

        @Override
        public Instant now() {
            return localTime();
        }

        @Override
        public double chance() {
            return world.random().nextDouble();
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            boolean[] cancelled = {false};
            world.after(
                    delay,
                    () -> {
                        if (!cancelled[0]) {
                            inLife(born, task);
                        }
                    });
            return () -> cancelled[0] = true;
        }
    }
}
