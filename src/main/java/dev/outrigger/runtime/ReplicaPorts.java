package dev.outrigger.runtime;

import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.ReplicaStore;

/// The replica that an engine keeps in step.
public record ReplicaPorts(ReplicaStore store, KeyInventory keys, ExpressionSources expressions) {}
