package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.KeyComparison;
import dev.outrigger.sync.pull.SyncCommand;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.ManualTimers;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A comparison of keys that is still under way when another session has begun: by another
/// expression, or in a replica that was cleared.
class OvertakenComparisonTest {
    private static final Schema SCHEMA = Schemas.demo();
    private static final ItemKey FORMER = anItem("Post").withId("former").key();
    private static final ItemKey PULLED_SINCE = anItem("Post").withId("pulled").key();

    private final ManualTimers timers = new ManualTimers();
    private final InMemoryReplicaStore store = new InMemoryReplicaStore(SCHEMA, timers::now);
    private final SlowInventory inventory = new SlowInventory();
    private final ScriptedBackend backend = new ScriptedBackend(SCHEMA);
    private int session = 1;

    /// What no page has brought is found when the test says so.
    private static final class SlowInventory implements KeyInventory {
        private final List<CompletableFuture<List<ItemKey>>> reads = new ArrayList<>();
        private final List<ItemKey> removed = new ArrayList<>();

        private CompletionStage<List<ItemKey>> read() {
            reads.add(new CompletableFuture<>());
            return reads.getLast();
        }

        @Override
        public CompletionStage<KeyDigest> digest(String model, int buckets) {
            return CompletableFuture.completedStage(
                    KeyDigest.of(buckets, List.of(FORMER, PULLED_SINCE)));
        }

        @Override
        public CompletionStage<List<ItemKey>> keysIn(
                String model, KeyBuckets buckets, Instant changedBefore) {
            return read();
        }

        @Override
        public CompletionStage<List<ItemKey>> unseen(
                String model, Instant changedBefore, int limit) {
            return read();
        }

        @Override
        public CompletionStage<Applied> remove(List<ItemKey> keys, Instant changedBefore) {
            removed.addAll(keys);
            return CompletableFuture.completedStage(new Applied(0, 0, keys.size(), 0));
        }
    }

    private CompletionStage<KeyComparison> comparison() {
        Ports ports =
                new Ports(
                        new ReplicaPorts(
                                store,
                                inventory,
                                new ExpressionSources(Expressions.none(), store.selectiveSync())),
                        backend,
                        timers);
        return new KeyComparing(ports, new AdoptedExpressions(ports, timers), () -> session)
                .compare(new SyncCommand.CompareKeys(1, "Post", SAVED_AT));
    }

    @Test
    void itRemovesNothingThatTheNextSessionHasPulled() {
        // Given
        CompletionStage<KeyComparison> comparison = comparison();
        inventory.reads.getFirst().complete(List.of(FORMER));

        // When
        session = 2;
        inventory.reads.getLast().complete(List.of(PULLED_SINCE));

        // Then
        assertThat(inventory.removed).containsExactly(FORMER);
        assertThat(StoreProbe.await(comparison)).isInstanceOf(KeyComparison.Failed.class);
    }

    @Test
    void neitherDoesOneByDigests() {
        // Given
        backend.tellsDigests();
        CompletionStage<KeyComparison> comparison = comparison();

        // When
        session = 2;
        inventory.reads.getLast().complete(List.of(PULLED_SINCE));

        // Then
        assertThat(inventory.removed).isEmpty();
        assertThat(StoreProbe.await(comparison)).isInstanceOf(KeyComparison.Failed.class);
    }
}
