package dev.outrigger.testing;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.SyncModesContract;
import dev.outrigger.sync.SyncPolicies;

/// A replica in memory keeps to the modes of its models as every replica does.
class InMemorySyncModesTest extends SyncModesContract {
    @Override
    protected ReplicaStore emptyStore(SyncPolicies policies) {
        return new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT, policies);
    }
}
