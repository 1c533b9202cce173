package dev.outrigger.runtime;

import dev.outrigger.replica.ReplicaStore;

/// What the engine works with: its own replica, its backend, and time.
public record Ports(ReplicaStore store, Backend backend, Timers timers) {}
