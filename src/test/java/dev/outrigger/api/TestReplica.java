package dev.outrigger.api;

import dev.outrigger.postgres.Database;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.store.StoreLimits;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.TestDatabase;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// The replicas that the local API is checked on: what holds on one must hold on the other.
enum TestReplica {
    IN_MEMORY {
        @Override
        Opened open() {
            InMemoryReplicaStore store = new InMemoryReplicaStore(TestSchema.read(), Instant::now);
            return new Opened(ApiServer.Parts.inMemory(store), () -> {});
        }
    },
    IN_POSTGRES {
        @Override
        Opened open() {
            return openInPostgres(StoreLimits.usual());
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /// An empty replica of [TestSchema].
    abstract Opened open();

    static Opened openInPostgres(StoreLimits limits) {
        return openInPostgres(limits, TextSearch.nowhere());
    }

    static Opened openInPostgres(StoreLimits limits, TextSearch.Of search) {
        String name = "r" + COUNT.incrementAndGet();
        ReplicaSetup setup =
                new ReplicaSetup(
                                name,
                                TestSchema.read(),
                                limits,
                                SyncPolicies.usual(),
                                InstantSource.system())
                        .with(search);
        PostgresReplicaStore store = PostgresReplicaStore.open(Server.DATABASE, setup);
        return new Opened(ApiServer.Parts.of(store, search), store::close);
    }

    record Opened(ApiServer.Parts parts, Runnable end) {
        ReplicaStore store() {
            return parts.store();
        }

        Clearing clearing() {
            return parts.clearing();
        }
    }

    /// Opened by the first test that needs it; it ends with the test run.
    private static final class Server {
        private static final Database DATABASE = Database.open(TestDatabase.fresh("api"));
    }
}
