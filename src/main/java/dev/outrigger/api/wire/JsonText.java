package dev.outrigger.api.wire;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Reads the JSON texts inside requests; `place` says in a refusal which one it is.
public final class JsonText {
    private JsonText() {}

    public static @Nullable Object read(String place, String text) {
        try {
            return Json.read(text);
        } catch (MalformedJson malformed) {
            throw refused(place, malformed);
        }
    }

    public static @Nullable Object read(String place, byte[] text) {
        try {
            return Json.read(text);
        } catch (MalformedJson malformed) {
            throw refused(place, malformed);
        }
    }

    /// A decoded object with the type that it has.
    @SuppressWarnings("unchecked") // every object that Json decodes has names as keys
    public static Map<String, @Nullable Object> object(Map<?, ?> json) {
        return (Map<String, @Nullable Object>) json;
    }

    private static RequestRefused refused(String place, MalformedJson malformed) {
        return RequestRefused.because(
                new InputProblem.JsonMalformed(place, malformed.getMessage()));
    }
}
