package dev.outrigger.testing;

import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.QuarantineContract;
import dev.outrigger.replica.ReplicaStore;

/// The quarantine in memory does what every one does.
class InMemoryQuarantineTest extends QuarantineContract {
    private InMemoryReplicaStore store;

    @Override
    protected ReplicaStore emptyReplica(long limit) {
        store = new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
        store.quarantine().limitTo(limit);
        return store;
    }

    @Override
    protected KeyInventory keys() {
        return store.keys();
    }
}
