package dev.outrigger.store;

import dev.outrigger.replica.KeyInventoryContract;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// The key inventory in PostgreSQL does what every one does.
class PostgresKeyInventoryIT extends KeyInventoryContract {
    private @Nullable OpenReplica replica;

    @Override
    protected Subject emptyReplica() {
        replica = new OpenReplica(BlogSchema.SCHEMA);
        return new Subject(replica.store, replica.store.keys());
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }
}
