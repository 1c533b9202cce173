package dev.outrigger.testing;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.OddKeysContract;

/// A replica in memory knows its items by any key.
class InMemoryOddKeysTest extends OddKeysContract {
    @Override
    protected Subject emptyReplica(Schema schema) {
        InMemoryReplicaStore store = new InMemoryReplicaStore(schema, () -> ItemBuilder.SAVED_AT);
        return new Subject(store, store.keys(), new InMemoryGroupedReads(store));
    }
}
