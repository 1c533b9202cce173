package dev.outrigger.runtime;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.QuarantinedItem;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// Asks the backend again for the items that the replica could not take in. Those that are fine are
/// stored, because they have changed or because the schema that reads them has, and those that are
/// gone are forgotten, with what the replica still has of them. Used on the engine's thread.
///
/// One pass goes through the quarantine at a time, and ends with the link: an answer that comes
/// later must not bring an item into a replica that was cleared meanwhile.
final class QuarantineRetry {
    /// In one document.
    static final int ITEMS_AT_ONCE = 25;

    private static final Logger LOGGER = LoggerFactory.getLogger(QuarantineRetry.class);

    private final ReplicaStore store;
    private final KeyInventory inventory;
    private final Backend backend;
    private final SyncPolicies policies;
    private final Executor loop;

    /// Which life of a link it is; 0 while none is open.
    private int link;

    private int links;
    private boolean underway;

    QuarantineRetry(Ports ports, SyncPolicies policies, Executor loop) {
        this.store = ports.store();
        this.inventory = ports.keys();
        this.backend = ports.backend();
        this.policies = policies;
        this.loop = loop;
    }

    /// The link has opened, which starts a pass, or is gone.
    void linkIs(boolean open) {
        link = open ? ++links : 0;
        begin();
    }

    /// Starts a pass if the backend is in reach and none is under way.
    void begin() {
        if (link == 0 || underway) {
            return;
        }
        underway = true;
        int of = link;
        pass(of, 0).whenCompleteAsync((_, failure) -> ended(of, failure), loop);
    }

    /// A link that opened while the pass of the one before came to its end has had none.
    private void ended(int of, @Nullable Throwable failure) {
        underway = false;
        if (failure != null) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.ERROR, failure.getMessage())
                    .log("the quarantine was not gone through to its end");
        }
        if (of != link) {
            begin();
        }
    }

    private CompletionStage<Void> pass(int of, long afterId) {
        return store.quarantine()
                .list(null, afterId, ITEMS_AT_ONCE)
                .thenComposeAsync(
                        kept ->
                                kept.isEmpty() || of != link
                                        ? done()
                                        : readAgain(of, kept)
                                                .thenComposeAsync(
                                                        _ -> pass(of, kept.getLast().id()), loop),
                        loop);
    }

    private CompletionStage<Void> readAgain(int of, List<QuarantinedItem> kept) {
        List<QuarantinedItem> keyed = kept.stream().filter(this::canBeAskedFor).toList();
        if (keyed.isEmpty()) {
            return done();
        }
        List<ItemKey> keys = keyed.stream().map(each -> each.item().key()).toList();
        return older(keys)
                .thenComposeAsync(
                        older ->
                                fetch(keys)
                                        .thenComposeAsync(
                                                outcomes ->
                                                        of == link
                                                                ? settle(keyed, older, outcomes)
                                                                : done(),
                                                loop),
                        loop);
    }

    /// What the replica has of the items, from before they could not be taken in.
    private CompletionStage<List<Optional<StoredItem>>> older(List<ItemKey> keys) {
        List<CompletableFuture<Optional<ReadItem>>> reads =
                keys.stream().map(key -> store.get(key).toCompletableFuture()).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(
                        _ ->
                                reads.stream()
                                        .map(read -> read.join().map(ReadItem::stored))
                                        .toList());
    }

    private boolean canBeAskedFor(QuarantinedItem kept) {
        return kept.item().key() != null && policies.mode(kept.item().model()).pulls();
    }

    private CompletionStage<List<FetchOutcome>> fetch(List<ItemKey> keys) {
        return backend.fetch(keys)
                .thenComposeAsync(
                        outcomes ->
                                keys.size() > 1
                                                && outcomes.getFirst()
                                                        instanceof FetchOutcome.NotTogether
                                        ? fetchApart(keys)
                                        : CompletableFuture.completedStage(outcomes),
                        loop);
    }

    private CompletionStage<List<FetchOutcome>> fetchApart(List<ItemKey> keys) {
        int half = keys.size() / 2;
        return fetch(keys.subList(0, half))
                .thenCombine(
                        fetch(keys.subList(half, keys.size())),
                        (first, second) -> Stream.concat(first.stream(), second.stream()).toList());
    }

    private CompletionStage<Void> settle(
            List<QuarantinedItem> kept,
            List<Optional<StoredItem>> older,
            List<FetchOutcome> outcomes) {
        Map<String, List<RemoteItem>> found = new LinkedHashMap<>();
        List<CompletionStage<?>> writes = new ArrayList<>();
        for (int place = 0; place < kept.size(); place++) {
            switch (outcomes.get(place)) {
                case FetchOutcome.Found(RemoteItem item) ->
                        found.computeIfAbsent(item.key().model(), _ -> new ArrayList<>()).add(item);
                case FetchOutcome.Absent _ -> writes.add(forget(kept.get(place), older.get(place)));
                // It cannot be read yet, or was not answered: it stays for the next pass.
                case FetchOutcome.Unreadable _,
                        FetchOutcome.Failed _,
                        FetchOutcome.NotSignedIn _,
                        FetchOutcome.Refused _,
                        FetchOutcome.NotTogether _ -> {}
            }
        }
        found.forEach((model, items) -> writes.add(store.apply(model, items, null)));
        return CompletableFuture.allOf(
                writes.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new));
    }

    /// The backend may have forgotten that it deleted the item, which nothing else would tell
    /// before the next full sync. What came of it while the backend was asked has changed later.
    private CompletionStage<Void> forget(QuarantinedItem kept, Optional<StoredItem> older) {
        CompletionStage<?> removed =
                older.isEmpty()
                        ? done()
                        : inventory.remove(List.of(older.get().key()), justAfter(older.get()));
        return removed.thenCompose(_ -> store.quarantine().discard(kept.id()));
    }

    private static Instant justAfter(StoredItem item) {
        Instant changed = item.lastChangedAt();
        return changed == null ? Instant.EPOCH : changed.plusMillis(1);
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
