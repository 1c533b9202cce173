package dev.outrigger.sync.resolution;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Joins two changes of a list, element by element.
///
/// An element is known by its `id` where it is an object that has one, else by its value. So an
/// object that one side edited is one element that changed, not one that went and one that came.
final class ElementMerge {
    private final List<?> base;
    private final List<?> local;
    private final List<?> remote;

    ElementMerge(List<?> base, List<?> local, List<?> remote) {
        this.base = base;
        this.local = local;
        this.remote = remote;
    }

    /// Every element once, the backend's first, in its order.
    List<@Nullable Object> asSet() {
        Map<Object, @Nullable Object> from = distinct(base);
        Map<Object, @Nullable Object> ours = distinct(local);
        Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
        distinct(remote)
                .forEach(
                        (identity, value) -> {
                            boolean removed =
                                    from.containsKey(identity) && !ours.containsKey(identity);
                            if (!removed) {
                                merged.put(identity, newest(identity, value, from, ours));
                            }
                        });
        ours.forEach(
                (identity, value) -> {
                    if (!from.containsKey(identity)) {
                        merged.putIfAbsent(identity, value);
                    }
                });
        return new ArrayList<>(merged.values());
    }

    /// The backend's list with the client's removals and insertions. An insertion goes behind the
    /// element that it stands behind in the client's list. Where an element comes several times in
    /// one list, its occurrences are told apart by their order.
    List<@Nullable Object> asList() {
        Map<Object, @Nullable Object> from = occurrences(base);
        Map<Object, @Nullable Object> ours = occurrences(local);
        Map<Object, @Nullable Object> theirs = occurrences(remote);
        List<Object> order = new ArrayList<>();
        theirs.keySet().stream()
                .filter(identity -> ours.containsKey(identity) || !from.containsKey(identity))
                .forEach(order::add);
        Object behind = null;
        for (Object identity : ours.keySet()) {
            if (!from.containsKey(identity) && !theirs.containsKey(identity)) {
                order.add(behind == null ? 0 : order.indexOf(behind) + 1, identity);
            }
            // What the backend removed is no place to stand behind; the one before it is.
            behind = order.contains(identity) ? identity : behind;
        }
        List<@Nullable Object> merged = new ArrayList<>();
        for (Object identity : order) {
            Object value = theirs.containsKey(identity) ? theirs.get(identity) : ours.get(identity);
            merged.add(newest(identity, value, from, ours));
        }
        return merged;
    }

    /// The client's form of an element that it edited, else the given one.
    private static @Nullable Object newest(
            Object identity,
            @Nullable Object value,
            Map<Object, @Nullable Object> from,
            Map<Object, @Nullable Object> ours) {
        boolean edited =
                from.containsKey(identity)
                        && ours.containsKey(identity)
                        && !Objects.equals(from.get(identity), ours.get(identity));
        return edited ? ours.get(identity) : value;
    }

    private static Map<Object, @Nullable Object> distinct(List<?> elements) {
        Map<Object, @Nullable Object> byIdentity = new LinkedHashMap<>();
        elements.forEach(element -> byIdentity.putIfAbsent(identity(element), element));
        return byIdentity;
    }

    private record Occurrence(Object identity, int place) {}

    private static Map<Object, @Nullable Object> occurrences(List<?> elements) {
        Map<Object, Integer> seen = new HashMap<>();
        Map<Object, @Nullable Object> all = new LinkedHashMap<>();
        for (Object element : elements) {
            Object identity = identity(element);
            all.put(new Occurrence(identity, seen.merge(identity, 1, Integer::sum)), element);
        }
        return all;
    }

    private record Named(Object id) {}

    private record Valued(@Nullable Object value) {}

    private static Object identity(@Nullable Object element) {
        return element instanceof Map<?, ?> object && object.get("id") != null
                ? new Named(object.get("id"))
                : new Valued(element);
    }
}
