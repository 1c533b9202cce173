package dev.outrigger.sync.expression;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Holds the effect of a decision to a sync expression: an item of the backend that is not selected
/// is not kept, and one that was leaves. It has no part in what clients save, because an item with
/// mutations on their way is not the backend's alone.
public final class Screening {
    private Screening() {}

    /// What became of an effect.
    ///
    /// @param left the state in which the item is not selected, or null when it is
    public record Screened(Effect effect, @Nullable StoredItem left) {}

    /// @param before what the replica knew when the effect was decided
    public static Screened of(Knowledge before, Effect effect, Expression expression) {
        return effect.row() instanceof RowEdit.Put(StoredItem after) && leaves(after, expression)
                ? new Screened(
                        new Effect(
                                new RowEdit.Erase(),
                                effect.outbox(),
                                gone(before, after),
                                effect.letters()),
                        after)
                : new Screened(effect, null);
    }

    /// The effect of an item that the replica has, once it is not selected any more.
    public static Screened of(Knowledge known, Expression expression) {
        StoredItem stored = known.stored();
        return stored != null && known.outbox().isEmpty() && leaves(stored, expression)
                ? of(known, new Effect(new RowEdit.Put(stored), List.of(), null), expression)
                : new Screened(Effect.nothing(), null);
    }

    private static boolean leaves(StoredItem item, Expression expression) {
        return item.live() && !item.pending() && !expression.selects(item.item());
    }

    /// Clients see that the item as they knew it is gone. Of one that they never saw they see
    /// nothing.
    private static @Nullable ItemChange gone(Knowledge known, StoredItem after) {
        StoredItem before = known.stored();
        return before == null || !before.live()
                ? null
                : new ItemChange(
                        ItemChange.Kind.DELETE,
                        Origin.REMOTE,
                        before,
                        new StoredItem(
                                before.item(),
                                null,
                                after.version(),
                                after.lastChangedAt(),
                                Presence.TOMBSTONE,
                                false));
    }
}
