package dev.outrigger.sync.reconcile;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;

import java.util.List;

/// What clients see of an item when exactly some of its mutations are on top of another one.
public final class Replay {
    private Replay() {}

    /// @param stored whose metadata stay
    /// @param mutations those that are pending, oldest first; at least one
    public static StoredItem of(StoredItem stored, Item below, List<PendingMutation> mutations) {
        Item item = below;
        for (PendingMutation each : mutations) {
            item = item.with(each.mutation().fields());
        }
        boolean deleted = mutations.getLast().mutation().kind() == Mutation.Kind.DELETE;
        return new StoredItem(
                item,
                stored.base(),
                stored.version(),
                stored.lastChangedAt(),
                deleted ? Presence.TOMBSTONE : Presence.LIVE,
                true);
    }
}
