package dev.outrigger.backend.identity;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Headers by name, in whatever case the name is written. Of a header that came several times there
/// is one value.
public final class RequestHeaders {
    static final String AUTHORIZATION = "authorization";

    private final SortedMap<String, String> values;

    private RequestHeaders(SortedMap<String, String> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static RequestHeaders none() {
        return of(List.of());
    }

    public static RequestHeaders of(Iterable<Map.Entry<String, String>> headers) {
        SortedMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(header -> values.put(header.getKey(), header.getValue()));
        return new RequestHeaders(values);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// By name in small letters, in the order of the names.
    SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>();
        values.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        return all;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// No values: they are keys and tokens.
    @Override
    public String toString() {
        return "RequestHeaders" + values.keySet();
    }
}
