package dev.outrigger.sync.reconcile;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.StoredItem;

import java.time.Instant;
import java.util.List;

/// Decides what becomes of an item that the backend does not have.
///
/// The replica forgets it, without a tombstone: the backend has none either, and may take the key
/// again from version 1. What the backend cannot have known of stays: an item with mutations that
/// are on their way, and one that changed after the backend was asked.
public final class Absence {
    private Absence() {}

    /// @param changedBefore backend clock: when it was asked for its keys, or before
    public static Effect decide(Knowledge knowledge, Instant changedBefore) {
        StoredItem stored = knowledge.stored();
        boolean settled =
                stored != null
                        && stored.live()
                        && knowledge.outbox().isEmpty()
                        && stored.version() != null
                        && changed(stored, changedBefore);
        return settled ? forgotten(stored) : Effect.nothing();
    }

    /// What an earlier schema has left was there before anybody asked.
    private static boolean changed(StoredItem stored, Instant before) {
        Instant at = stored.lastChangedAt();
        return at == null || at.isBefore(before);
    }

    private static Effect forgotten(StoredItem stored) {
        StoredItem gone =
                new StoredItem(
                        stored.item(),
                        null,
                        stored.version(),
                        stored.lastChangedAt(),
                        StoredItem.Presence.TOMBSTONE,
                        false);
        return new Effect(
                new RowEdit.Erase(),
                List.of(),
                new ItemChange(ItemChange.Kind.DELETE, Origin.REMOTE, stored, gone));
    }
}
