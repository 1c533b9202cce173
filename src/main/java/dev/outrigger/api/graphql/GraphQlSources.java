package dev.outrigger.api.graphql;

import dev.outrigger.api.access.CascadeReach;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.ReplicaStore;

/// Where GraphQL gets what it answers.
public record GraphQlSources(
        Schema schema,
        CascadeReach cascades,
        ReplicaStore store,
        GroupedReads groups,
        Observations observations) {}
