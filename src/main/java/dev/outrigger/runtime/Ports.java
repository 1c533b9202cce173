package dev.outrigger.runtime;

import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.ReplicaStore;

/// What the engine works with: its own replica, its backend, time, and what it does about
/// conflicts.
public record Ports(
        ReplicaPorts replica, Backend backend, Timers timers, ConflictHandling conflicts) {
    public Ports(ReplicaPorts replica, Backend backend, Timers timers) {
        this(replica, backend, timers, ConflictHandling.usual());
    }

    ReplicaStore store() {
        return replica.store();
    }

    KeyInventory keys() {
        return replica.keys();
    }
}
