package dev.outrigger.conflict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// AppSync's Automerge: joins the stored fields with those of an update that did not know them.
///
/// The stored value stays, except that null takes the incoming value, lists append the incoming
/// elements (repeated ones too, since GraphQL has no sets), and maps merge key by key. So nothing
/// that the backend holds is ever lost, and an update cannot remove.
public final class FieldMerge {
    private FieldMerge() {}

    /// @param incoming the fields that the update mentions
    /// @return the stored fields, in their order, then those that only the update has
    public static Map<String, @Nullable Object> merge(
            Map<String, ? extends @Nullable Object> stored,
            Map<String, ? extends @Nullable Object> incoming) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(stored);
        incoming.forEach((name, value) -> merged.put(name, value(merged.get(name), value)));
        return merged;
    }

    private static @Nullable Object value(@Nullable Object stored, @Nullable Object incoming) {
        return switch (stored) {
            case null -> incoming;
            case List<?> list when incoming instanceof List<?> more -> appended(list, more);
            case Map<?, ?> map when incoming instanceof Map<?, ?> other -> joined(map, other);
            case Object kept -> kept;
        };
    }

    private static List<@Nullable Object> appended(List<?> stored, List<?> incoming) {
        List<@Nullable Object> elements = new ArrayList<>(stored);
        elements.addAll(incoming);
        return elements;
    }

    private static Map<String, @Nullable Object> joined(Map<?, ?> stored, Map<?, ?> incoming) {
        return merge(named(stored), named(incoming));
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> map) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }
}
