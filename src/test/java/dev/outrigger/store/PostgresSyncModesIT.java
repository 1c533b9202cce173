package dev.outrigger.store;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.SyncModesContract;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// A replica in PostgreSQL keeps to the modes of its models as every replica does.
class PostgresSyncModesIT extends SyncModesContract {
    private @Nullable OpenReplica replica;

    @Override
    protected ReplicaStore emptyStore(SyncPolicies policies) {
        replica = new OpenReplica(BlogSchema.SCHEMA, policies);
        return replica.store;
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }
}
