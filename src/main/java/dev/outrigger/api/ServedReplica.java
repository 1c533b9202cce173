package dev.outrigger.api;

import dev.outrigger.model.Schema;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.SyncControl;
import dev.outrigger.sync.SyncPolicies;

/// The replica behind one local API.
///
/// @param search the fields that its database searches
/// @param policies say what goes with deleted items
public record ServedReplica(
        Schema schema,
        TextSearch.Of search,
        SyncPolicies policies,
        ReplicaStore store,
        GroupedReads groups,
        Aggregates aggregates,
        ReplicaProgress progress,
        Observations observations,
        SyncControl sync,
        Lifecycle lifecycle) {}
