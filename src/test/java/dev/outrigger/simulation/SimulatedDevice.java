package dev.outrigger.simulation;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.runtime.ConflictHandling;
import dev.outrigger.runtime.ExpressionControl;
import dev.outrigger.runtime.ExpressionSources;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.Ports;
import dev.outrigger.runtime.ReplicaPorts;
import dev.outrigger.runtime.SyncEngine;
import dev.outrigger.runtime.SyncLimits;
import dev.outrigger.runtime.Timers;
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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/// One user's part of a machine: a replica that lasts, and engines that come and go with its
/// process.
final class SimulatedDevice {
    /// Few enough that a device runs out of room for them on some nights.
    private static final int MOST_LETTERS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Machine machine;
    private final String name;
    private final Schema schema;
    private final World world;
    private final Weather weather;
    private final LossyNetwork network;
    private final InMemoryReplicaStore store;
    private final SyncPolicies policies;
    private final SimulatedAdviser adviser;
    private final Decisions decisions;
    private LongConsumer cleared = _ -> {};
    private int life;
    private boolean alive;
    private SyncEngine engine;
    private Lifecycle lifecycle;

    SimulatedDevice(Machine machine, String name, SimulatedBackend backend, Weather weather) {
        this.machine = machine;
        this.name = name;
        this.schema = backend.schema();
        this.world = weather.world();
        this.weather = weather;
        this.network = new LossyNetwork(name, backend, world, weather);
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
        if (alive) {
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
        open();
        engine.start();
    }

    private void open() {
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
    }

    private CompletionStage<Clearing.Outcome> clear(Clearing.Unsent unsent) {
        decisions.remember();
        return new InMemoryClearing(schema, store)
                .clear(unsent)
                .thenApply(
                        outcome -> {
                            if (outcome instanceof Clearing.Outcome.Cleared done) {
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
