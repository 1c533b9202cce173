package dev.outrigger.testing;

import dev.outrigger.replica.DeadLettersContract;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.RefusalPolicies;

/// The dead letters in memory are what those of every store are.
class InMemoryDeadLettersTest extends DeadLettersContract {
    @Override
    protected ReplicaStore emptyStore(RefusalPolicies policies, long limit) {
        InMemoryReplicaStore store =
                new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
        store.refusing(policies, limit);
        return store;
    }
}
