package dev.outrigger.api;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.testing.InMemoryReplicaStore;
import java.time.Instant;

/// [RestContract] over the replica in memory.
class RestIT extends RestContract {
    @Override
    ReplicaStore store() {
        return new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    }
}
