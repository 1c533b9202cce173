package dev.outrigger.store;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.OddKeysContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// A replica in PostgreSQL knows its items by any key.
class PostgresOddKeysIT extends OddKeysContract {
    private @Nullable OpenReplica replica;

    @Override
    protected Subject emptyReplica(Schema schema) {
        replica = new OpenReplica(schema);
        PostgresReplicaStore store = replica.store;
        return new Subject(store, store.keys(), store.groups());
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }
}
