package dev.outrigger.testing;

import dev.outrigger.replica.SelectiveSyncContract;

/// The replica in memory selects as every replica does.
class InMemorySelectiveSyncTest extends SelectiveSyncContract {
    @Override
    protected Opened emptyReplica() {
        InMemoryReplicaStore store =
                new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
        return new Opened(store, store.selectiveSync());
    }
}
