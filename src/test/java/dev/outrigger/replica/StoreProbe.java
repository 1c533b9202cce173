package dev.outrigger.replica;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Short words for what tests ask of a store, each waiting for the answer.
public record StoreProbe(ReplicaStore store) {
    private static final int EVERYTHING = 100_000;

    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    public static Edit create(Item item) {
        return new Edit.Create(item, given(item));
    }

    public static Edit patch(ItemKey key, @Nullable Object... fields) {
        return new Edit.Patch(key, BlogSchema.fields(fields), Guard.none());
    }

    public static Edit delete(ItemKey key) {
        return new Edit.Delete(key, Guard.none());
    }

    /// The names of the fields that have a value.
    private static HashSet<String> given(Item item) {
        var names = new HashSet<>(item.fields().keySet());
        names.removeIf(name -> item.value(name) == null);
        return names;
    }

    public EditOutcome edit(Edit edit) {
        return await(store.edit(edit));
    }

    public EditOutcome create(String model, @Nullable Object... fields) {
        return edit(create(BlogSchema.item(model, fields)));
    }

    public EditOutcome save(Item item, Guard guard) {
        return edit(new Edit.Save(item, given(item), guard));
    }

    public Optional<StoredItem> get(ItemKey key) {
        return await(store.get(key)).map(ReadItem::stored);
    }

    public List<PendingMutation> outbox() {
        return await(store.outbox(0, EVERYTHING));
    }

    public List<LoggedChange> changes() {
        return await(store.changes(0, EVERYTHING));
    }

    public List<Item> all(String model) {
        return matching(model, new Predicate.All());
    }

    public List<Item> matching(String model, Predicate predicate) {
        Query query =
                new Query(
                        BlogSchema.model(model),
                        predicate,
                        List.of(),
                        EVERYTHING,
                        new Query.Start.Offset(0));
        return await(store.query(query)).items().stream()
                .map(read -> read.stored().item())
                .toList();
    }

    public Applied apply(RemoteItem... items) {
        return await(store.apply(items[0].item().model(), List.of(items), null));
    }

    public static RemoteItem live(long version, Item item) {
        return new RemoteItem(item, new Version(version), at(version), Presence.LIVE);
    }

    public static RemoteItem tombstone(long version, Item item) {
        return new RemoteItem(item, new Version(version), at(version), Presence.TOMBSTONE);
    }

    private static Instant at(long version) {
        return Instant.ofEpochMilli(1_772_443_800_000L + version);
    }

    /// Sends the oldest mutation and has it acknowledged with this item and version.
    public void acknowledge(long version, Item answer) {
        Claimed claimed = await(store.claim(List.of(outbox().getFirst().id()))).getFirst();
        boolean deletion = claimed.mutation().mutation().kind() == Mutation.Kind.DELETE;
        settle(
                claimed.mutation(),
                new Verdict.Acknowledged(
                        deletion ? tombstone(version, answer) : live(version, answer)));
    }

    public void settle(PendingMutation mutation, Verdict verdict) {
        await(store.settle(mutation, verdict));
    }

    /// The item as it is, with some fields changed.
    public Item changed(ItemKey key, @Nullable Object... fields) {
        Map<String, @Nullable Object> values = BlogSchema.fields(fields);
        return get(key).orElseThrow().item().with(values);
    }
}
