package dev.outrigger.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An object of decoded JSON, put together member by member. They are written in this order, while
/// those of a [Map#of] come in another one in each process.
public final class Members {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Members() {}

    public static Members of(String name, Object value) {
        return new Members().and(name, value);
    }

    public Members and(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public Map<String, Object> json() {
        return Collections.unmodifiableMap(members);
    }
}
