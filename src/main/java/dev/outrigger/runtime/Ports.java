package dev.outrigger.runtime;

import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.ReplicaStore;

/// What the engine works with: its own replica, its backend, time, and what it does about
/// conflicts.
public record Ports(
        ReplicaStore store,
        KeyInventory keys,
        Backend backend,
        Timers timers,
        ConflictHandling conflicts) {
    public Ports(ReplicaStore store, KeyInventory keys, Backend backend, Timers timers) {
        this(store, keys, backend, timers, ConflictHandling.usual());
    }
}
