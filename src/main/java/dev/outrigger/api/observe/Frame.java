package dev.outrigger.api.observe;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// One thing that is told to a client. It is encoded once, however many clients get it: they differ
/// only in the id under which each asked.
///
/// @param seq the client has everything up to here once it has the frame; null when the frame does
///     not say so
/// @param members the JSON of what it tells, without the opening brace; a lone closing brace when
///     it tells nothing
record Frame(String type, @Nullable Long seq, String members) {
    /// @param told what follows type and id
    static Frame of(String type, @Nullable Long seq, Map<String, @Nullable Object> told) {
        return new Frame(type, seq, Json.write(told).substring(1));
    }

    /// Under the id of the client's choice.
    ///
    /// @param id null when the frame that is answered has none
    String text(@Nullable String id) {
        return begin() + ",\"id\":" + Json.write(id) + rest();
    }

    /// Where one thing is observed, which needs no id.
    String text() {
        return begin() + rest();
    }

    private String begin() {
        return "{\"type\":\"" + type + '"';
    }

    private String rest() {
        return members.startsWith("}") ? members : "," + members;
    }
}
