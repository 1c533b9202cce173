package dev.outrigger.api;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.SyncControl;

/// The replica behind one local API.
public record ServedReplica(
        Schema schema,
        ReplicaStore store,
        GroupedReads groups,
        Aggregates aggregates,
        ReplicaProgress progress,
        Observations observations,
        SyncControl sync,
        Lifecycle lifecycle) {}
