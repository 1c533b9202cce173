package dev.outrigger.sync.edit;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.EditDecision.Answer;

import java.util.List;

/// Decides what becomes of an item that is deleted here and not at the backend, which does it of
/// its own accord. The replica forgets it, with what was to be sent of it: should the backend keep
/// it after all, the next pull brings it back.
final class Forgetting {
    private Forgetting() {}

    /// False when something of the item may be on its way: its answer would bring the item back, so
    /// that it has to be deleted at the backend as well.
    static boolean possible(Knowledge knowledge) {
        return knowledge.visible() && knowledge.outbox().stream().allMatch(PendingMutation::unsent);
    }

    static EditDecision decide(Knowledge knowledge) {
        StoredItem stored = knowledge.stored();
        List<OutboxEdit> removals =
                knowledge.outbox().stream()
                        .<OutboxEdit>map(each -> new OutboxEdit.Remove(each.id()))
                        .toList();
        StoredItem gone =
                new StoredItem(
                        stored.item(),
                        null,
                        stored.version(),
                        stored.lastChangedAt(),
                        StoredItem.Presence.TOMBSTONE,
                        false);
        ItemChange change = new ItemChange(ItemChange.Kind.DELETE, Origin.LOCAL, stored, gone);
        return new EditDecision.Taken(
                new Effect(new RowEdit.Erase(), removals, change), Answer.DELETED, stored);
    }
}
