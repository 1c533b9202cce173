package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// JSON Merge Patch (RFC 7396) for items. The result is decoded JSON, still to be read by
/// [ItemReader].
public final class MergePatch {
    private MergePatch() {}

    /// `item` after `patch`: objects merge member by member, everything else replaces. A null
    /// empties a field, and inside a field removes the member.
    public static Map<String, @Nullable Object> apply(
            Map<String, ? extends @Nullable Object> item,
            Map<String, ? extends @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(item);
        patch.forEach((name, change) -> result.put(name, merged(result.get(name), change)));
        return result;
    }

    private static @Nullable Object merged(@Nullable Object target, @Nullable Object change) {
        if (!(change instanceof Map<?, ?> changes)) {
            return change;
        }
        Map<Object, @Nullable Object> result = new LinkedHashMap<>();
        if (target instanceof Map<?, ?> members) {
            result.putAll(members);
        }
        for (Map.Entry<?, ?> inner : changes.entrySet()) {
            if (inner.getValue() == null) {
                result.remove(inner.getKey());
            } else {
                result.put(inner.getKey(), merged(result.get(inner.getKey()), inner.getValue()));
            }
        }
        return result;
    }
}
