package dev.outrigger.store;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.ReplicaStoreContract;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// The PostgreSQL replica does what every replica store does.
class PostgresReplicaStoreIT extends ReplicaStoreContract {
    private @Nullable OpenReplica replica;

    @Override
    protected ReplicaStore emptyStore() {
        replica = new OpenReplica(BlogSchema.SCHEMA);
        return replica.store;
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }
}
