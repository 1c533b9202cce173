package dev.outrigger.testing;

import dev.outrigger.replica.ClearingContract;

/// A replica in memory is emptied as every replica is.
class InMemoryClearingTest extends ClearingContract {
    @Override
    protected Subject emptyReplica() {
        InMemoryReplicaStore store =
                new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
        return new Subject(store, new InMemoryClearing(BlogSchema.SCHEMA, store));
    }
}
