package dev.outrigger.store;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.reconcile.Applied;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The key inventory of a replica in PostgreSQL: reads beside the writer, removals by it.
final class PostgresKeyInventory implements KeyInventory {
    private final StoredKeys keys;
    private final Readers readers;
    private final Writer writer;

    PostgresKeyInventory(ReplicaTables tables, Readers readers, Writer writer) {
        this.keys = new StoredKeys(tables);
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletionStage<KeyDigest> digest(String model, int buckets) {
        return readers.read(connection -> keys.digest(connection, model, buckets));
    }

    @Override
    public CompletionStage<List<ItemKey>> keysIn(
            String model, KeyBuckets buckets, Instant changedBefore) {
        return readers.read(connection -> keys.keysIn(connection, model, buckets, changedBefore));
    }

    @Override
    public CompletionStage<List<ItemKey>> unseen(String model, Instant changedBefore, int limit) {
        return readers.read(connection -> keys.unseen(connection, model, changedBefore, limit));
    }

    @Override
    public CompletionStage<Applied> remove(List<ItemKey> absent, Instant changedBefore) {
        return writer.remove(new Operation.Remove(List.copyOf(absent), changedBefore));
    }
}
