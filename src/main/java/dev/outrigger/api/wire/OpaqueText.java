package dev.outrigger.api.wire;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// JSON as a text that stands in URLs and headers as it is, and that clients hand back unread.
final class OpaqueText {
    private OpaqueText() {}

    static String write(Object json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.writeBytes(json));
    }

    /// @return decoded JSON, or null for a text that nobody wrote here
    static @Nullable Object read(String text) {
        try {
            return Json.read(
                    Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException | MalformedJson _) {
            return null;
        }
    }
}
