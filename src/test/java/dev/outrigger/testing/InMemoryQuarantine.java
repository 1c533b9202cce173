package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.replica.Quarantine;
import dev.outrigger.replica.QuarantinedItem;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.UnreadItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// A quarantine in memory.
public final class InMemoryQuarantine implements Quarantine {
    private final InMemoryReplicaStore store;
    private final SortedMap<Long, QuarantinedItem> items = new TreeMap<>();
    private long limit = 10_000;
    private long lastId;

    InMemoryQuarantine(InMemoryReplicaStore store) {
        this.store = store;
    }

    public void limitTo(long most) {
        limit = most;
    }

    synchronized void take(List<UnreadItem> unread, List<RemoteItem> fine, Instant now) {
        unread.stream().filter(this::isNews).forEach(item -> add(item, now));
        for (RemoteItem good : fine) {
            items.values()
                    .removeIf(
                            kept ->
                                    good.key().equals(kept.item().key())
                                            && !isNewer(kept.item(), good.version()));
        }
        while (items.size() > limit) {
            items.remove(items.firstKey());
        }
    }

    static List<ItemKey> keys(List<RemoteItem> items, List<UnreadItem> unread) {
        return Stream.concat(
                        items.stream().map(RemoteItem::key),
                        unread.stream().map(UnreadItem::key).filter(Objects::nonNull))
                .toList();
    }

    private boolean isNews(UnreadItem item) {
        ItemKey key = item.key();
        StoredItem stored = key == null ? null : store.known(key).stored();
        return stored == null || !item.outdatedBy(stored.version());
    }

    private static boolean isNewer(UnreadItem kept, Version than) {
        Version version = kept.version();
        return version != null && version.number() > than.number();
    }

    private void add(UnreadItem item, Instant now) {
        QuarantinedItem before =
                items.values().stream()
                        .filter(kept -> same(kept.item(), item))
                        .findFirst()
                        .orElse(null);
        if (before == null) {
            long id = ++lastId;
            items.put(id, new QuarantinedItem(id, item, now, now, 1));
        } else if (!item.outdatedBy(before.item().version())) {
            items.put(
                    before.id(),
                    new QuarantinedItem(
                            before.id(), item, before.firstSeenAt(), now, before.timesSeen() + 1));
        }
    }

    private static boolean same(UnreadItem one, UnreadItem other) {
        return one.model().equals(other.model())
                && Objects.equals(one.key(), other.key())
                && (one.key() != null || one.json().equals(other.json()));
    }

    synchronized void forget(List<String> models) {
        items.values().removeIf(kept -> models.contains(kept.item().model()));
    }

    synchronized void clear() {
        items.clear();
    }

    @Override
    public synchronized CompletionStage<List<QuarantinedItem>> list(
            @Nullable String model, long afterId, int most) {
        return CompletableFuture.completedStage(
                items.tailMap(afterId + 1).values().stream()
                        .filter(each -> model == null || model.equals(each.item().model()))
                        .limit(most)
                        .toList());
    }

    @Override
    public synchronized CompletionStage<Optional<QuarantinedItem>> get(long id) {
        return CompletableFuture.completedStage(Optional.ofNullable(items.get(id)));
    }

    @Override
    public synchronized CompletionStage<Long> count() {
        return CompletableFuture.completedStage((long) items.size());
    }

    @Override
    public synchronized CompletionStage<Void> discard(long id) {
        items.remove(id);
        return CompletableFuture.completedStage(null);
    }
}
