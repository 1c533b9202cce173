package dev.outrigger.sync.reconcile;

import dev.outrigger.model.Item;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Takes one mutation out of an item: what is left is the backend's item with the later mutations
/// on top, where these can stand without it.
///
/// @param row the item without the mutation
/// @param remaining later mutations of the item, made from what is left
/// @param fallen later mutations of the item that have nothing to stand on
/// @param change what clients see, or null when they see no difference
public record Rollback(
        RowEdit row,
        List<PendingMutation> remaining,
        List<PendingMutation> fallen,
        @Nullable ItemChange change) {
    public Rollback {
        remaining = List.copyOf(remaining);
        fallen = List.copyOf(fallen);
    }

    /// @param undone the oldest mutation of the item
    public static Rollback of(Knowledge knowledge, StoredItem stored, PendingMutation undone) {
        List<PendingMutation> later = later(knowledge, undone);
        Item truth = stored.base();
        return truth == null
                ? absent(knowledge, stored, undone, later)
                : onTopOf(truth, knowledge, stored, remaining(later, undone));
    }

    /// The mutations behind `undone`, which were made from what it had written: where one of them
    /// found such a value, it finds the one below.
    public static List<PendingMutation> remaining(
            List<PendingMutation> later, PendingMutation undone) {
        return above(
                later,
                undone.mutation().fields().keySet(),
                undone.base() == null ? Map.of() : undone.base().fields());
    }

    /// These mutations, as they are when others than they found are below them.
    ///
    /// @param later oldest first
    /// @param names of the fields that have other values
    /// @param values where a name is absent, its value is null
    public static List<PendingMutation> above(
            List<PendingMutation> later,
            Collection<String> names,
            Map<String, @Nullable Object> values) {
        Below below = new Below();
        below.takeOut(names, values);
        List<PendingMutation> remaining = new ArrayList<>();
        for (PendingMutation each : later) {
            remaining.add(above(below, each));
            below.cover(each.mutation().fields().keySet());
        }
        return remaining;
    }

    public static List<PendingMutation> later(Knowledge knowledge, PendingMutation undone) {
        return knowledge.outbox().stream().filter(each -> each.id() != undone.id()).toList();
    }

    private static PendingMutation above(Below below, PendingMutation mutation) {
        BaseSnapshot base = mutation.base();
        return base == null
                ? mutation
                : mutation.madeFrom(base.withFields(below.found(base.fields())));
    }

    /// The item as it was before these mutations of it.
    ///
    /// @param mutations oldest first
    public static Item before(Item item, List<PendingMutation> mutations) {
        Item before = item;
        for (PendingMutation each : mutations.reversed()) {
            before = each.base() == null ? before : before.with(each.base().fields());
        }
        return before;
    }

    /// The backend does not have the item, so no update of it can stand. One that never was there
    /// is forgotten.
    private static Rollback absent(
            Knowledge knowledge,
            StoredItem stored,
            PendingMutation undone,
            List<PendingMutation> fallen) {
        List<PendingMutation> all = new ArrayList<>(List.of(undone));
        all.addAll(fallen);
        StoredItem end =
                new StoredItem(
                        before(stored.item(), all),
                        null,
                        stored.version(),
                        stored.lastChangedAt(),
                        Presence.TOMBSTONE,
                        false);
        RowEdit row = stored.version() == null ? new RowEdit.Erase() : new RowEdit.Put(end);
        return new Rollback(row, List.of(), fallen, Reconciliation.seen(knowledge, end));
    }

    private static Rollback onTopOf(
            Item truth, Knowledge knowledge, StoredItem stored, List<PendingMutation> remaining) {
        StoredItem left =
                remaining.isEmpty() ? stored.settled() : Replay.of(stored, truth, remaining);
        return new Rollback(
                new RowEdit.Put(left), remaining, List.of(), Reconciliation.seen(knowledge, left));
    }
}
