package dev.outrigger.api;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.testing.InMemoryReplicaStore;
import java.time.Instant;

/// [ObserveContract] over the replica in memory.
class ObserveIT extends ObserveContract {
    @Override
    ReplicaStore store() {
        return new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    }
}
