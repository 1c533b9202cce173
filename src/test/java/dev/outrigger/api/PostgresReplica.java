package dev.outrigger.api;

import dev.outrigger.postgres.Database;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.store.StoreLimits;
import dev.outrigger.testing.TestDatabase;
import java.time.InstantSource;

/// Empty replicas of [TestSchema] in one database, each with its own name.
final class PostgresReplica implements AutoCloseable {
    private final Database database = Database.open(TestDatabase.fresh("api"));
    private int count;

    PostgresReplicaStore next() {
        return next(StoreLimits.usual());
    }

    PostgresReplicaStore next(StoreLimits limits) {
        count++;
        return PostgresReplicaStore.open(
                database,
                new ReplicaSetup(
                        "r" + count, TestSchema.read(), limits, InstantSource.system()));
    }

    @Override
    public void close() {
        database.close();
    }
}
