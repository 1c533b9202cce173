package dev.outrigger.testing;

import dev.outrigger.replica.ConflictLogContract;

class InMemoryConflictLogTest extends ConflictLogContract {
    @Override
    protected Opened open() {
        InMemoryReplicaStore store =
                new InMemoryReplicaStore(Schemas.demo(), () -> ItemBuilder.SAVED_AT);
        return new Opened(store, store.conflicts());
    }
}
