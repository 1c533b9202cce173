package dev.outrigger.store;

import dev.outrigger.replica.DeadLettersContract;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// The dead letters in PostgreSQL are what those of every store are.
class PostgresDeadLettersIT extends DeadLettersContract {
    private @Nullable OpenReplica replica;

    @Override
    protected ReplicaStore emptyStore(RefusalPolicies policies, long limit) {
        replica =
                new OpenReplica(
                        BlogSchema.SCHEMA, StoreLimits.usual().withDeadLetters(limit), policies);
        return replica.store;
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }
}
