package dev.outrigger.testing;

import dev.outrigger.replica.GroupedReadsContract;

/// The reads of groups in memory do what all of them do.
class InMemoryGroupedReadsTest extends GroupedReadsContract {
    @Override
    protected Subject emptyReplica() {
        InMemoryReplicaStore store =
                new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
        return new Subject(store, new InMemoryGroupedReads(store));
    }
}
