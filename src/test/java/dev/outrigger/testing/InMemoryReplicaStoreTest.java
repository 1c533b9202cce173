package dev.outrigger.testing;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.ReplicaStoreContract;

/// The replica in memory does what every replica store does, so that tests on it mean something.
class InMemoryReplicaStoreTest extends ReplicaStoreContract {
    @Override
    protected ReplicaStore emptyStore() {
        return new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
    }
}
