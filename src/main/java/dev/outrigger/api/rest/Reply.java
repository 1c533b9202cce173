package dev.outrigger.api.rest;

import dev.outrigger.api.route.Answer;

import io.vertx.core.http.HttpHeaders;

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

    /// An answer about something that was made, and is at `location`.
    Reply created(String location) {
        return new Reply(201, headers, body)
                .with(Map.of(HttpHeaders.LOCATION.toString(), location));
    }

    /// With more headers, which replace those of the same name.
    Reply with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        if (headers.isEmpty()) {
            return new Reply(status, more, body);
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }

    /// The client has what it asks for already.
    static Reply notModified(String entityTag) {
        return new Reply(Answer.NOT_MODIFIED, Map.of(HttpHeaders.ETAG.toString(), entityTag), null);
    }

    static Reply noContent() {
        return new Reply(204, Map.of(), null);
    }
}
