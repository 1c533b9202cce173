package dev.outrigger.replica;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;
import dev.outrigger.predicate.Relations;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Which changes an observer wants to see, and as what.
///
/// @param model null for all models
/// @param key null for all items
/// @param predicate on the items of `model`
public record Selection(@Nullable String model, @Nullable ItemKey key, Predicate predicate) {
    /// Every change of every model.
    public static Selection all() {
        return new Selection(null, null, new Predicate.All());
    }

    /// True when a change of one item may bring others into the selection, or out of it.
    boolean followsRelations() {
        return Relations.areAskedBy(predicate);
    }

    /// The change as this selection sees it, which must not follow relations. An item that starts
    /// to match is new in it, and one that stops to match is gone from it. Empty when it sees no
    /// difference.
    public Optional<ObservedChange> seen(LoggedChange logged) {
        ItemChange change = logged.change();
        if (!concerns(change.key())) {
            return Optional.empty();
        }
        return Optional.ofNullable(kindOf(change)).map(kind -> ObservedChange.of(kind, logged));
    }

    /// Whether an item is one of those that the predicate is asked about.
    boolean concerns(ItemKey changed) {
        return (model == null || model.equals(changed.model()))
                && (key == null || key.equals(changed));
    }

    private ItemChange.@Nullable Kind kindOf(ItemChange change) {
        return switch (change.kind()) {
            case INSERT -> kind(false, matches(change.after()));
            case DELETE -> kind(matches(change.after()), false);
            case UPDATE -> {
                StoredItem before = change.before();
                yield kind(before != null && matches(before), matches(change.after()));
            }
        };
    }

    /// As what a change is seen by whom an item matched before it and after it; null when not at
    /// all.
    static ItemChange.@Nullable Kind kind(boolean matched, boolean matches) {
        if (matches) {
            return matched ? ItemChange.Kind.UPDATE : ItemChange.Kind.INSERT;
        }
        return matched ? ItemChange.Kind.DELETE : null;
    }

    private boolean matches(StoredItem stored) {
        Item item = stored.item();
        return PredicateEvaluator.matches(predicate, item, RelatedItems.none());
    }
}
