package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.StoreLimits;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// [ObserveContract] over the replica in PostgreSQL, whose change log forgets.
class PostgresObserveIT extends ObserveContract {
    private static @Nullable PostgresReplica replicas;

    private @Nullable PostgresReplicaStore opened;

    @BeforeAll
    static void open() {
        replicas = new PostgresReplica();
    }

    @AfterAll
    static void closeAll() {
        replicas.close();
    }

    @AfterEach
    void closeStore() {
        opened.close();
    }

    @Override
    ReplicaStore store() {
        opened = replicas.next();
        return opened;
    }

    @Test
    void saysFromWhereToResumeWhenTheLogNoLongerReachesBack() {
        // Given
        server.close();
        opened.close();
        opened = replicas.next(StoreLimits.usual().withChangesKept(10));
        store = opened;
        server = new ApiServer(store, sync, ApiSettings.loopback(0));
        for (int number = 1; number <= 200; number++) {
            post("p" + number, number);
        }
        await().until(() -> store.changeRange().toCompletableFuture().join().oldest() > 2);

        // When
        Map<?, ?> problem = problem(observing(since(1)), "1");

        // Then
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:since-too-old");
        long oldest = ((Number) problem.get("oldestSeq")).longValue();
        ObserveClient client = observing(since(oldest - 1));
        client.next("started");
        client.changes((int) (200 - oldest + 1));
        client.expectNothingElse();
    }
}
