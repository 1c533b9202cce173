package dev.outrigger.api.rest;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// An answer that is not a problem.
///
/// @param body decoded JSON, or null for none
record Reply(int status, Map<String, String> headers, @Nullable Object body) {
    static Reply ok(Object body) {
        return new Reply(200, Map.of(), body);
    }

    static Reply accepted(Object body) {
        return new Reply(202, Map.of(), body);
    }

    /// With more headers, which replace those of the same name.
    Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }

    static Reply noContent() {
        return new Reply(204, Map.of(), null);
    }
}
