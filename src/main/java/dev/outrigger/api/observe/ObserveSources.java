package dev.outrigger.api.observe;

import dev.outrigger.api.wire.Models;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.SyncControl;

/// Where streams get what they send.
public record ObserveSources(
        Models models, Observations observations, ReplicaStore store, SyncControl sync) {}
