package dev.outrigger.store;

import dev.outrigger.replica.AggregatesContract;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// The aggregates of a replica in PostgreSQL do what all of them do.
class PostgresAggregatesIT extends AggregatesContract {
    private @Nullable OpenReplica replica;

    @Override
    protected Subject emptyReplica() {
        replica = new OpenReplica(BlogSchema.SCHEMA);
        return new Subject(replica.store, replica.store.aggregates());
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }
}
