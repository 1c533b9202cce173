package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.sync.StoredItem;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// How far a replica in PostgreSQL has got, as its writer tells.
final class PostgresReplicaProgress implements ReplicaProgress {
    private final Readers readers;
    private final Reads reads;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Extent extent;

    /// @param extent at the opening of the replica
    PostgresReplicaProgress(Extent extent, Readers readers, Reads reads) {
        this.extent = extent;
        this.readers = readers;
        this.reads = reads;
    }

    /// To be called after each commit.
    void reached(Extent next) {
        extent = next;
        listeners.forEach(Runnable::run);
    }

    @Override
    public Extent extent() {
        return extent;
    }

    @Override
    public Runnable onCommit(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletionStage<Standing> standing(ItemKey key) {
        return readers.read(
                connection ->
                        reads.row(connection, key)
                                .map(Row::stored)
                                .map(PostgresReplicaProgress::standing)
                                .orElse(Standing.UNKNOWN));
    }

    private static Standing standing(StoredItem stored) {
        return new Standing(stored.version(), stored.pending());
    }
}
