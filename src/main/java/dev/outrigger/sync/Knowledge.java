package dev.outrigger.sync;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.PendingMutation.Standing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Everything a replica knows of one key when a decision about it is taken.
///
/// @param stored null when the replica never had the item, or forgot it
/// @param outbox the item's pending mutations, oldest first
public record Knowledge(ItemKey key, @Nullable StoredItem stored, List<PendingMutation> outbox) {
    public Knowledge {
        outbox = List.copyOf(outbox);
    }

    /// What the replica knows once `effect` is durable.
    ///
    /// @param seq of the effect's change, which is also the id of a mutation that it appends
    /// @param now local clock
    public Knowledge after(Effect effect, long seq, Instant now) {
        StoredItem row =
                switch (effect.row()) {
                    case RowEdit.Keep _ -> stored;
                    case RowEdit.Put(StoredItem put) -> put;
                    case RowEdit.Erase _ -> null;
                };
        if (effect.outbox().isEmpty()) {
            return new Knowledge(key, row, outbox);
        }
        List<PendingMutation> mutations = new ArrayList<>(outbox);
        for (OutboxEdit edit : effect.outbox()) {
            switch (edit) {
                case OutboxEdit.Append append -> mutations.add(waiting(append, seq, now));
                case OutboxEdit.Replace(PendingMutation replaced) ->
                        mutations.replaceAll(each -> each.id() == replaced.id() ? replaced : each);
                case OutboxEdit.Remove(long id) -> mutations.removeIf(each -> each.id() == id);
            }
        }
        return new Knowledge(key, row, mutations);
    }

    private static PendingMutation waiting(OutboxEdit.Append append, long id, Instant now) {
        return new PendingMutation(
                id,
                append.mutation(),
                append.related(),
                now,
                append.base(),
                DeliveryHistory.none(),
                Standing.WAITING);
    }

    /// True when clients can see the item.
    public boolean visible() {
        return stored != null && stored.live();
    }
}
