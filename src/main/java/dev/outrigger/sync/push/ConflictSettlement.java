package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.reconcile.Reconciliation;
import dev.outrigger.sync.reconcile.Replay;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Resolution;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Decides what the resolution of a conflict does to item and outbox.
final class ConflictSettlement {
    private final Knowledge knowledge;
    private final StoredItem stored;
    private final PendingMutation sent;
    private final Conflict conflict;

    ConflictSettlement(
            Knowledge knowledge, StoredItem stored, PendingMutation sent, Conflict conflict) {
        this.knowledge = knowledge;
        this.stored = stored;
        this.sent = sent;
        this.conflict = conflict;
    }

    Effect decide(Resolution resolution) {
        return switch (resolution) {
            case Resolution.TakeTheirs _ -> {
                StoredItem rebased = rebased();
                yield rebased.base() == null ? ended(rebased) : conceded(rebased, rebased.base());
            }
            case Resolution.SendAgain(Mutation again) -> sentAgain(again);
            case Resolution.Await _ ->
                    new Effect(
                            new RowEdit.Put(rebased()),
                            List.of(
                                    new OutboxEdit.Replace(
                                            sent.conflicted(Standing.DISPUTED, conflict.reason()))),
                            null);
        };
    }

    /// What clients see, with the backend's newest known state below it.
    private StoredItem rebased() {
        RemoteItem theirs = conflict.theirs();
        if (theirs != null) {
            return Settlement.newest(stored, theirs);
        }
        return new StoredItem(
                stored.item(),
                null,
                stored.version(),
                stored.lastChangedAt(),
                stored.presence(),
                true);
    }

    /// The mutation ends. Later ones of the item go on, on top of the backend's state.
    private Effect conceded(StoredItem rebased, Item theirs) {
        List<OutboxEdit> removal = List.of(new OutboxEdit.Remove(sent.id()));
        List<PendingMutation> later = others();
        StoredItem after = later.isEmpty() ? rebased.settled() : Replay.of(rebased, theirs, later);
        return new Effect(new RowEdit.Put(after), removal, seen(after));
    }

    /// The item is deleted, and so is the ground of every mutation but one that brings it back.
    private Effect ended(StoredItem rebased) {
        List<OutboxEdit> removals = new ArrayList<>();
        List<PendingMutation> later = new ArrayList<>();
        for (PendingMutation each : knowledge.outbox()) {
            if (each.id() == sent.id() || (later.isEmpty() && !each.undeletes())) {
                removals.add(new OutboxEdit.Remove(each.id()));
            } else {
                later.add(each);
            }
        }
        RemoteItem theirs = conflict.theirs();
        StoredItem end = theirs == null ? rebased.settled() : Settlement.settled(rebased, theirs);
        StoredItem after = later.isEmpty() ? end : rebased;
        return new Effect(new RowEdit.Put(after), removals, later.isEmpty() ? seen(after) : null);
    }

    private Effect sentAgain(Mutation again) {
        PendingMutation next = sent.onTopOf(conflict.theirs(), again, conflict.reason());
        StoredItem rebased = rebased();
        RemoteItem theirs = conflict.theirs();
        if (theirs == null) {
            return new Effect(
                    new RowEdit.Put(rebased), List.of(new OutboxEdit.Replace(next)), null);
        }
        // What is edited from here on counts as made from their item, so clients have to see it.
        List<PendingMutation> mutations = new ArrayList<>(List.of(next));
        mutations.addAll(others());
        StoredItem after = Replay.of(rebased, known(rebased, theirs), mutations);
        return new Effect(
                new RowEdit.Put(after), List.of(new OutboxEdit.Replace(next)), seen(after));
    }

    /// Their item at its version. What was noted of it before a release of the app lacks fields
    /// that the replica has.
    private static Item known(StoredItem rebased, RemoteItem theirs) {
        Item base = rebased.base();
        return base != null && theirs.version().equals(rebased.version()) ? base : theirs.item();
    }

    private List<PendingMutation> others() {
        return knowledge.outbox().stream().filter(each -> each.id() != sent.id()).toList();
    }

    /// Null when clients see no difference.
    private @Nullable ItemChange seen(StoredItem after) {
        boolean same =
                after.presence() == stored.presence()
                        && after.pending()
                        && after.item().equals(stored.item());
        return same ? null : Reconciliation.seen(knowledge, after);
    }
}
