package dev.outrigger.runtime;

import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.ReplicaStore;

/// What the engine works with: its own replica, its backend, and time.
public record Ports(ReplicaStore store, KeyInventory keys, Backend backend, Timers timers) {}
