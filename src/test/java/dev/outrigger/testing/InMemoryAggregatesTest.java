package dev.outrigger.testing;

import dev.outrigger.replica.AggregatesContract;

import java.time.Instant;

/// The aggregates of a replica in memory do what all of them do.
class InMemoryAggregatesTest extends AggregatesContract {
    @Override
    protected Subject emptyReplica() {
        InMemoryReplicaStore store = new InMemoryReplicaStore(BlogSchema.SCHEMA, Instant::now);
        return new Subject(store, new InMemoryAggregates(store));
    }
}
