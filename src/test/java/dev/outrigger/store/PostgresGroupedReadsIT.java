package dev.outrigger.store;

import dev.outrigger.replica.GroupedReadsContract;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// The reads of groups in PostgreSQL do what all of them do.
class PostgresGroupedReadsIT extends GroupedReadsContract {
    private @Nullable OpenReplica replica;

    @Override
    protected Subject emptyReplica() {
        replica = new OpenReplica(BlogSchema.SCHEMA);
        return new Subject(replica.store, replica.store.groups());
    }

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }
}
