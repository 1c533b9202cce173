package dev.outrigger.api;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.store.PostgresReplicaStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.jspecify.annotations.Nullable;

/// [RestContract] over the replica in PostgreSQL.
class PostgresRestIT extends RestContract {
    private static @Nullable PostgresReplica replicas;

    private @Nullable PostgresReplicaStore store;

    @BeforeAll
    static void open() {
        replicas = new PostgresReplica();
    }

    @AfterAll
    static void closeAll() {
        replicas.close();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    ReplicaStore store() {
        store = replicas.next();
        return store;
    }
}
