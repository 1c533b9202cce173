package dev.outrigger.api.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One problem as a client reads it: the content of an `application/problem+json` body, and of the
/// `problem` in an error frame.
///
/// @param detail this occurrence; never holds item fields, SQL or a stack trace
/// @param extensions further members by their camelCase names, in the order of output
public record Problem(ProblemType type, String detail, Map<String, Object> extensions) {
    /// The extension that the `Retry-After` header repeats in seconds.
    public static final String RETRY_AFTER_MS = "retryAfterMs";

    public Problem {
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, Map.of());
    }

    /// This problem with one more extension.
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(type, detail, more);
    }

    public int status() {
        return type.status();
    }

    /// Decoded JSON, without `instance`.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type.urn());
        json.put("title", type.title());
        json.put("status", status());
        json.put("detail", detail);
        json.putAll(extensions);
        return json;
    }
}
