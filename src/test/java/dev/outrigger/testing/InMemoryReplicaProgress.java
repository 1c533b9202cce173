package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.StoredItem;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// How far a replica in memory has got. Of commits it hears only of those that change something for
/// clients.
public final class InMemoryReplicaProgress implements ReplicaProgress {
    private final InMemoryReplicaStore store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public InMemoryReplicaProgress(InMemoryReplicaStore store) {
        this.store = store;
        store.onCommit(_ -> listeners.forEach(Runnable::run));
    }

    @Override
    public Extent extent() {
        return new Extent(
                store.changeRange().toCompletableFuture().join().newest(),
                store.everything().stream()
                        .filter(known -> !known.outbox().isEmpty())
                        .collect(
                                Collectors.groupingBy(
                                        known -> known.key().model(),
                                        Collectors.summingLong(known -> known.outbox().size()))));
    }

    @Override
    public Runnable onCommit(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletionStage<Standing> standing(ItemKey key) {
        Knowledge known = store.known(key);
        StoredItem stored = known.stored();
        return CompletableFuture.completedStage(
                new Standing(stored == null ? null : stored.version(), !known.outbox().isEmpty()));
    }
}
