package dev.outrigger.sync.evolution;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.sync.StoredItem;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Brings the stored items of one model under another schema, one after the other, and remembers
/// where those went that have pending mutations. Serves one upgrade.
public final class ItemSuccession {
    private final Model model;
    private final List<String> earlierKey;
    private final ItemTranslation translation;
    private final Predicate<EarlierItem> known;
    private final Map<String, ItemKey> pending = new LinkedHashMap<>();
    private final Set<ItemKey> taken = new HashSet<>();

    /// @param earlierKey the model's key fields in the earlier schema
    ItemSuccession(
            Model model, ModelChange change, List<String> earlierKey, ItemTranslation translation) {
        this.model = model;
        this.earlierKey = earlierKey;
        this.translation = translation;
        this.known = known(change);
    }

    /// Of items that have another key now only those stay that were never at the backend: what the
    /// others are called there, only the backend knows. A tombstone has nobody to hide anything
    /// from, since the model is pulled anew.
    private static Predicate<EarlierItem> known(ModelChange change) {
        return switch (change) {
            case ModelChange.Fits _, ModelChange.Grown _ -> _ -> true;
            case ModelChange.Rebuilt _ ->
                    item -> item.pending() || item.presence() == StoredItem.Presence.LIVE;
            case ModelChange.Rekeyed _ -> item -> item.pending() && item.version() == null;
            case ModelChange.Removed _ -> _ -> false;
        };
    }

    /// The item in this schema; empty when it has no place in it.
    ///
    /// @param storable what the store could hold
    public Optional<StoredItem> next(EarlierItem earlier, Predicate<Item> storable) {
        Optional<Item> item =
                known.test(earlier)
                        ? translation.item(model, earlier.fields()).filter(storable)
                        : Optional.empty();
        if (item.isEmpty() || !earlier.pending()) {
            return item.map(found -> stored(earlier, found));
        }
        ItemKey key = item.get().key();
        if (!taken.add(key)) {
            return Optional.empty();
        }
        pending.put(earlierText(earlier), key);
        return Optional.of(stored(earlier, item.get()));
    }

    /// By the text of its earlier key, the key that each item with pending mutations has now;
    /// without those that have no place.
    public Map<String, ItemKey> pending() {
        return Collections.unmodifiableMap(pending);
    }

    private String earlierText(EarlierItem earlier) {
        List<Object> values = earlierKey.stream().map(name -> earlier.fields().get(name)).toList();
        return new ItemKey(model.name(), values).text();
    }

    /// When it was changed is forgotten, so that what the backend has at this version replaces what
    /// could be kept of it.
    private StoredItem stored(EarlierItem earlier, Item item) {
        Item base =
                earlier.base() == null
                        ? null
                        : translation.item(model, earlier.base()).orElse(null);
        return new StoredItem(
                item, base, earlier.version(), null, earlier.presence(), earlier.pending());
    }
}
