package dev.outrigger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.postgres.Database;
import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.ManualClock;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long the change log is kept where age counts.
class RetentionIT {
    private static Database database;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-26T04:00:00Z"));
    private OpenReplica replica;

    @BeforeAll
    static void openDatabase() {
        database = Database.open(TestDatabase.fresh("retention"));
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void changesThatAreTooOldGoWithTheNextWrite() {
        // Given
        open("aged", Duration.ofHours(1), clock);
        posts(1, 3);
        clock.advance(Duration.ofMinutes(40));
        posts(4, 5);

        // When
        clock.advance(Duration.ofMinutes(30));
        posts(6, 6);

        // Then
        assertThat(range()).isEqualTo(new ChangeRange(4, 6));
    }

    @Test
    void fewWritesLookForWhatIsTooOld() {
        // Given
        open("seldom", Duration.ofHours(1), clock);
        posts(1, 3);
        clock.advance(Duration.ofMinutes(59));
        posts(4, 4);

        // When
        clock.advance(Duration.ofMinutes(2));
        posts(5, 5);

        // Then
        assertThat(range()).isEqualTo(new ChangeRange(1, 5));
        clock.advance(Duration.ofMinutes(1));
        posts(6, 6);
        assertThat(range()).isEqualTo(new ChangeRange(4, 6));
    }

    @Test
    void whatIsTooOldGoesThoughNobodyWritesAndSeqsGoOn() {
        // Given
        open("quiet", Duration.ofMillis(50), InstantSource.system());

        // When
        posts(1, 3);

        // Then
        await().untilAsserted(() -> assertThat(range()).isEqualTo(new ChangeRange(3, 3)));
        replica.reopen();
        posts(4, 4);
        assertThat(range().newest()).isEqualTo(4);
    }

    @Test
    void theNumberCountsBesideTheAge() {
        // Given
        replica = opened("both", new Retention(10, Duration.ofHours(1)), clock);

        // When
        posts(1, 30);

        // Then
        assertThat(range()).isEqualTo(new ChangeRange(21, 30));
    }

    private void open(String name, Duration age, InstantSource time) {
        replica = opened(name, new Retention(100_000, age), time);
    }

    private static OpenReplica opened(String name, Retention retention, InstantSource time) {
        return new OpenReplica(
                database,
                new ReplicaSetup(
                        name,
                        BlogSchema.SCHEMA,
                        StoreLimits.usual().with(retention),
                        SyncPolicies.usual(),
                        time));
    }

    private void posts(int first, int last) {
        StoreProbe probe = new StoreProbe(replica.store);
        for (int number = first; number <= last; number++) {
            probe.create("Post", "id", "p" + number, "title", "T");
        }
    }

    private ChangeRange range() {
        return replica.store.changeRange().toCompletableFuture().join();
    }
}
