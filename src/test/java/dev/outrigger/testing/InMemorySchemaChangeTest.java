package dev.outrigger.testing;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.Reopening;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.SchemaChangeContract;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.sync.RefusalPolicies;

/// The replica in memory goes along with its schema as every replica does.
class InMemorySchemaChangeTest extends SchemaChangeContract {
    @Override
    public Reopening open(Schema schema, RefusalPolicies refusals) {
        InMemoryReplicaStore store = new InMemoryReplicaStore(schema, () -> ItemBuilder.SAVED_AT);
        store.refusing(refusals, 100);
        return new InMemory(store);
    }

    private record InMemory(InMemoryReplicaStore store) implements Reopening {
        @Override
        public SelectiveSync selectiveSync() {
            return store.selectiveSync();
        }

        @Override
        public KeyInventory keys() {
            return store.keys();
        }

        @Override
        public ReplicaStore reopen(Schema schema) {
            store.reopen(schema);
            return store;
        }
    }
}
