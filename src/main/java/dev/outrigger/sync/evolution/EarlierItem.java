package dev.outrigger.sync.evolution;

import dev.outrigger.model.Version;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An item as it was stored under an earlier schema; see [dev.outrigger.sync.StoredItem].
///
/// @param fields by name, as JSON in decoded form
/// @param base as `fields`
public record EarlierItem(
        Map<String, @Nullable Object> fields,
        @Nullable Map<String, @Nullable Object> base,
        @Nullable Version version,
        Presence presence,
        boolean pending) {
    public EarlierItem {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// No values: they must not reach a log by way of `toString`.
    @Override
    public String toString() {
        return "EarlierItem" + fields.keySet();
    }
}
