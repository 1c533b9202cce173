package dev.outrigger.simulation;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.Backend;
import dev.outrigger.runtime.Ports;
import dev.outrigger.runtime.SyncEngine;
import dev.outrigger.runtime.SyncLimits;
import dev.outrigger.runtime.Timers;
import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.push.DocumentLimits;
import dev.outrigger.sync.push.PushLimits;
import dev.outrigger.testing.InMemoryReplicaStore;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// One device: a replica that lasts, and engines that come and go with its process.
final class SimulatedDevice {
    private final String name;
    private final Schema schema;
    private final World world;
    private final Supplier<SimulationOptions> options;
    private final Backend network;
    private final InMemoryReplicaStore store;
    private final Duration skew;
    private int life;
    private boolean alive;

    SimulatedDevice(
            String name,
            Schema schema,
            World world,
            Supplier<SimulationOptions> options,
            Backend network) {
        this.name = name;
        this.schema = schema;
        this.world = world;
        this.options = options;
        this.network = network;
        this.skew = options.get().clockSkew();
        this.store = new InMemoryReplicaStore(schema, this::localTime);
    }

    String name() {
        return name;
    }

    InMemoryReplicaStore store() {
        return store;
    }

    SimulationOptions options() {
        return options.get();
    }

    boolean alive() {
        return alive;
    }

    void boot() {
        life++;
        alive = true;
        int born = life;
        ReplicaStore fragile = FragileStore.around(store, this, world);
        SyncLimits limits =
                new SyncLimits(
                        new PullLimits(
                                options().pageItems(),
                                options().bufferItems(),
                                options().fullSyncInterval(),
                                Duration.ofSeconds(2),
                                options().pullsAtOnce()),
                        new PushLimits(
                                options().lanes(),
                                DocumentLimits.of(options().batch()),
                                Math.max(8, options().lanes()),
                                10));
        SyncEngine engine =
                new SyncEngine(
                        schema,
                        new Ports(fragile, store.keys(), network, new DeviceTimers(born)),
                        task -> world.soon(() -> inLife(born, task)),
                        limits);
        engine.start();
    }

    /// The process ends between two instructions: what it had not made durable is gone.
    void crash() {
        alive = false;
        life++;
        store.forgetListeners();
        int dead = life;
        world.after(world.between(Duration.ZERO, Duration.ofMinutes(2)), () -> revive(dead));
    }

    private void revive(int dead) {
        if (life == dead) {
            boot();
        }
    }

    private void inLife(int born, Runnable task) {
        if (life == born) {
            task.run();
        }
    }

    private Instant localTime() {
        return world.now().plus(skew);
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
