package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.reconcile.Reconciliation;
import dev.outrigger.sync.reconcile.Replay;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A deletion that the backend certainly does not have, and whose client has brought the item back
/// while it was on its way: the two cancel out, as they do when the deletion was not claimed yet.
/// What is left is an update of the fields that the undelete sets, or nothing.
final class CancelledDeletion {
    private final Knowledge knowledge;
    private final StoredItem stored;
    private final PendingMutation deletion;
    private final PendingMutation undelete;
    private final BaseSnapshot base;

    private CancelledDeletion(
            Knowledge knowledge, StoredItem stored, PendingMutation undelete, BaseSnapshot base) {
        this.knowledge = knowledge;
        this.stored = stored;
        this.deletion = knowledge.outbox().getFirst();
        this.undelete = undelete;
        this.base = base;
    }

    /// Empty when `unsent` is no deletion with an undelete behind it.
    static Optional<Effect> of(Knowledge knowledge, StoredItem stored, PendingMutation unsent) {
        List<PendingMutation> outbox = knowledge.outbox();
        boolean followed =
                outbox.size() > 1
                        && outbox.getFirst().id() == unsent.id()
                        && unsent.mutation().kind() == Mutation.Kind.DELETE;
        if (!followed) {
            return Optional.empty();
        }
        PendingMutation next = outbox.get(1);
        BaseSnapshot base = next.base();
        return next.undeletes() && base != null
                ? new CancelledDeletion(knowledge, stored, next, base).decide()
                : Optional.empty();
    }

    private Optional<Effect> decide() {
        Item theirs = stored.base();
        Version version = stored.version();
        if (theirs != null) {
            return Optional.of(onTopOf(theirs));
        }
        return version == null ? Optional.empty() : Optional.of(onTheirTombstone(version));
    }

    private Effect onTopOf(Item theirs) {
        boolean nothing = undelete.mutation().fields().isEmpty();
        PendingMutation update =
                undelete.madeFrom(new BaseSnapshot(base.version(), base.fields(), Presence.LIVE));
        List<PendingMutation> remaining = new ArrayList<>(knowledge.outbox());
        remaining.remove(deletion);
        remaining.remove(undelete);
        if (!nothing) {
            remaining.addFirst(update);
        }
        StoredItem after =
                remaining.isEmpty() ? stored.settled() : Replay.of(stored, theirs, remaining);
        return new Effect(
                new RowEdit.Put(after),
                List.of(
                        new OutboxEdit.Remove(deletion.id()),
                        nothing
                                ? new OutboxEdit.Remove(undelete.id())
                                : new OutboxEdit.Replace(update)),
                seen(after));
    }

    /// Somebody else has deleted the item, so that it has to be brought back nevertheless.
    private Effect onTheirTombstone(Version version) {
        return new Effect(
                new RowEdit.Keep(),
                List.of(
                        new OutboxEdit.Remove(deletion.id()),
                        new OutboxEdit.Replace(undelete.madeFrom(base.at(version)))),
                null);
    }

    /// Null when clients see no difference.
    private @Nullable ItemChange seen(StoredItem after) {
        boolean same =
                after.pending()
                        && after.presence() == stored.presence()
                        && after.item().equals(stored.item());
        return same ? null : Reconciliation.seen(knowledge, after);
    }
}
