package dev.outrigger.sync.reconcile;

import dev.outrigger.model.Version;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Decides what one incoming item does to what the replica knows. Items may come late, twice and in
/// any order: only a strictly newer version, or the [Rebirth] of a key, has an effect, so the order
/// does not matter.
public final class Reconciliation {
    private Reconciliation() {}

    public static Disposition disposition(Knowledge knowledge, RemoteItem incoming) {
        StoredItem stored = knowledge.stored();
        Version known = stored == null ? null : stored.version();
        if (known != null
                && !incoming.version().isNewerThan(known)
                && !takenAnew(stored, incoming)
                && !Rebirth.of(stored, incoming)) {
            return Disposition.IGNORE;
        }
        if (stored != null && !knowledge.outbox().isEmpty()) {
            return Disposition.REMEMBER;
        }
        return incoming.live() ? Disposition.APPLY : Disposition.BURY;
    }

    /// What an earlier schema has left of an item is replaced by the same version of it.
    private static boolean takenAnew(StoredItem stored, RemoteItem incoming) {
        return stored.lastChangedAt() == null && incoming.version().equals(stored.version());
    }

    public static Effect decide(Knowledge knowledge, RemoteItem incoming) {
        return switch (disposition(knowledge, incoming)) {
            case IGNORE -> Effect.nothing();
            case REMEMBER -> remember(knowledge.stored(), incoming);
            case APPLY, BURY -> replace(knowledge, incoming.stored());
        };
    }

    /// Puts `after` in the place of what clients see, and says what they see of it.
    private static Effect replace(Knowledge knowledge, StoredItem after) {
        ItemChange change = isSeen(knowledge.stored(), after) ? null : seen(knowledge, after);
        return new Effect(new RowEdit.Put(after), List.of(), change);
    }

    /// What is pulled anew after a change of the schema is often what clients see already.
    private static boolean isSeen(@Nullable StoredItem before, StoredItem after) {
        return before != null
                && before.live()
                && after.live()
                && after.version().equals(before.version())
                && after.item().equals(before.item());
    }

    private static Effect remember(@Nullable StoredItem stored, RemoteItem incoming) {
        if (stored == null) {
            return Effect.nothing();
        }
        return new Effect(new RowEdit.Put(rebased(stored, incoming)), List.of(), null);
    }

    /// What clients see stays; the backend's newest state waits below it.
    public static StoredItem rebased(StoredItem stored, RemoteItem theirs) {
        return new StoredItem(
                stored.item(),
                theirs.live() ? theirs.item() : null,
                theirs.version(),
                theirs.lastChangedAt(),
                stored.presence(),
                true);
    }

    /// The change that clients see when the backend's word turns `knowledge` into `after`, or null
    /// when they see none.
    public static @Nullable ItemChange seen(Knowledge knowledge, StoredItem after) {
        StoredItem before = knowledge.stored();
        if (before == null || !before.live()) {
            return after.live()
                    ? new ItemChange(ItemChange.Kind.INSERT, Origin.REMOTE, null, after)
                    : null;
        }
        return after.live()
                ? new ItemChange(ItemChange.Kind.UPDATE, Origin.REMOTE, before, after)
                : new ItemChange(
                        ItemChange.Kind.DELETE, Origin.REMOTE, before, gone(before, after));
    }

    /// The item as it last was, with the metadata of its end.
    private static StoredItem gone(StoredItem before, StoredItem after) {
        return new StoredItem(
                before.item(),
                null,
                after.version(),
                after.lastChangedAt(),
                StoredItem.Presence.TOMBSTONE,
                after.pending());
    }
}
