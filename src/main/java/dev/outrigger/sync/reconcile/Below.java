package dev.outrigger.sync.reconcile;

import dev.outrigger.model.Item;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What shows of an item where mutations of it were taken out: the values below these, in the
/// fields that nothing else has written since. It is told of the item's mutations from the oldest
/// to the newest.
public final class Below {
    private final Map<String, @Nullable Object> values = new HashMap<>();

    /// Its fields show what it found, or what is below an earlier one that was taken out too.
    ///
    /// @param names of the fields that it wrote
    /// @param found what it was made from; where a name is absent, its value is null
    public void takeOut(Collection<String> names, Map<String, @Nullable Object> found) {
        for (String name : names) {
            if (!values.containsKey(name)) {
                values.put(name, found.get(name));
            }
        }
    }

    /// What a mutation that stays finds from now on.
    public Map<String, @Nullable Object> found(Map<String, @Nullable Object> before) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>(before);
        found.replaceAll((name, value) -> values.containsKey(name) ? values.get(name) : value);
        return found;
    }

    /// A mutation that stays has written these fields.
    public void cover(Collection<String> names) {
        values.keySet().removeAll(names);
    }

    /// The item that clients saw, as it shows from now on.
    public Item under(Item seen) {
        return seen.with(values);
    }
}
