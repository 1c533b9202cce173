package dev.outrigger.testing;

import dev.outrigger.replica.KeyInventoryContract;

/// The key inventory in memory does what every one does.
class InMemoryKeyInventoryTest extends KeyInventoryContract {
    @Override
    protected Subject emptyReplica() {
        InMemoryReplicaStore store =
                new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
        return new Subject(store, store.keys());
    }
}
