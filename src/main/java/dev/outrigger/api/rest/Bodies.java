package dev.outrigger.api;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of requests.
final class Bodies {
    static final List<String> JSON = List.of("application/json");
    static final List<String> MERGE_PATCH =
            List.of("application/merge-patch+json", "application/json");

    private Bodies() {}

    /// The object that the body holds.
    static Map<String, @Nullable Object> object(RoutingContext context, List<String> mediaTypes) {
        requireMediaType(context, mediaTypes);
        Buffer buffer = context.body().buffer();
        Object json = read("body", buffer == null ? new byte[0] : buffer.getBytes());
        if (!(json instanceof Map<?, ?>)) {
            throw RequestRefused.because(
                    new InputProblem.BodyInvalid("", "a JSON object is needed"));
        }
        return asObject(json);
    }

    /// The value that the text of a query parameter holds.
    static @Nullable Object parameter(String name, String text) {
        try {
            return Json.read(text);
        } catch (MalformedJson malformed) {
            throw malformed(name, malformed);
        }
    }

    @SuppressWarnings("unchecked") // every object that Json decodes has names as keys
    static Map<String, @Nullable Object> asObject(Object json) {
        return (Map<String, @Nullable Object>) json;
    }

    private static @Nullable Object read(String place, byte[] text) {
        try {
            return Json.read(text);
        } catch (MalformedJson malformed) {
            throw malformed(place, malformed);
        }
    }

    private static RequestRefused malformed(String place, MalformedJson malformed) {
        return RequestRefused.because(
                new InputProblem.JsonMalformed(place, malformed.getMessage()));
    }

    private static void requireMediaType(RoutingContext context, List<String> accepted) {
        String header = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String found = header == null ? "missing" : header.split(";", 2)[0].strip();
        if (!accepted.contains(found.toLowerCase(Locale.ROOT))) {
            throw RequestRefused.because(
                    new TransportProblem.MediaTypeUnsupported(found, accepted));
        }
    }
}
