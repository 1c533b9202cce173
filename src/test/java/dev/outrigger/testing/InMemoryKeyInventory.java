package dev.outrigger.testing;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.reconcile.Absence;
import dev.outrigger.sync.reconcile.Applied;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// The key inventory of a replica in memory.
record InMemoryKeyInventory(InMemoryReplicaStore store, InMemoryCheckpoints checkpoints)
        implements KeyInventory {
    @Override
    public CompletionStage<KeyDigest> digest(String model, int buckets) {
        return CompletableFuture.completedStage(
                KeyDigest.of(buckets, held(model).map(StoredItem::key).toList()));
    }

    @Override
    public CompletionStage<List<ItemKey>> keysIn(
            String model, KeyBuckets buckets, Instant changedBefore) {
        return CompletableFuture.completedStage(
                changed(model, changedBefore).filter(Bucketed.in(buckets)).toList());
    }

    @Override
    public CompletionStage<List<ItemKey>> unseen(String model, Instant changedBefore, int limit) {
        return CompletableFuture.completedStage(
                changed(model, changedBefore)
                        .filter(key -> !checkpoints.seen(model).contains(key))
                        .limit(limit)
                        .toList());
    }

    @Override
    public CompletionStage<Applied> remove(List<ItemKey> keys, Instant changedBefore) {
        return CompletableFuture.completedStage(
                store.decide(keys, known -> Absence.decide(known, changedBefore)));
    }

    private Stream<ItemKey> changed(String model, Instant changedBefore) {
        return held(model)
                .filter(
                        stored ->
                                stored.lastChangedAt() == null
                                        || stored.lastChangedAt().isBefore(changedBefore))
                .map(StoredItem::key);
    }

    private Stream<StoredItem> held(String model) {
        return store.everything().stream()
                .filter(known -> known.key().model().equals(model))
                .filter(known -> known.visible() && known.outbox().isEmpty())
                .map(Knowledge::stored)
                .filter(stored -> stored.version() != null);
    }
}
