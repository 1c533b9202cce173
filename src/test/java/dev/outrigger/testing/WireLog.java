package dev.outrigger.testing;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What an [AmplifyClient] has sent and received, as `wire.mjs` writes it down.
///
/// @param file with a JSON object for each entry
public record WireLog(Path file) {
    /// A request with its answer.
    ///
    /// @param body what was answered
    public record Exchange(
            String query,
            Map<String, @Nullable Object> variables,
            int status,
            Map<String, @Nullable Object> body) {
        /// The value of the document's only root field.
        public Map<String, @Nullable Object> result() {
            return object(object(body.get("data")).values().iterator().next());
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, @Nullable Object>> errors() {
            Object errors = body.getOrDefault("errors", List.of());
            return (List<Map<String, @Nullable Object>>) errors;
        }

        /// The argument that says what is written.
        public Map<String, @Nullable Object> input() {
            return object(variables.get("input"));
        }
    }

    /// The answered requests of a root field, in the order of their answers.
    public List<Exchange> exchanges(String rootField) {
        List<Map<String, @Nullable Object>> entries = entries().toList();
        return entries.stream()
                .filter(entry -> "response".equals(entry.get("kind")))
                .map(response -> exchange(request(entries, response), response))
                .filter(exchange -> isOf(rootField, exchange.query()))
                .toList();
    }

    private static Map<String, @Nullable Object> request(
            List<Map<String, @Nullable Object>> entries, Map<String, @Nullable Object> response) {
        return entries.get((Integer) response.get("to") - 1);
    }

    private static Exchange exchange(
            Map<String, @Nullable Object> request, Map<String, @Nullable Object> response) {
        Map<String, @Nullable Object> sent = object(request.get("body"));
        return new Exchange(
                (String) sent.get("query"),
                object(sent.get("variables")),
                (Integer) response.get("status"),
                object(response.get("body")));
    }

    private static boolean isOf(String rootField, String query) {
        return query.matches("(?s).*\\b" + rootField + "\\b.*");
    }

    /// The frames of a type that came from the backend.
    public List<Map<String, @Nullable Object>> received(String type) {
        return frames("received", type).map(entry -> object(entry.get("frame"))).toList();
    }

    /// The frames of a type that went to the backend.
    public List<Map<String, @Nullable Object>> sent(String type) {
        return frames("sent", type).map(entry -> object(entry.get("frame"))).toList();
    }

    /// The subscriptions that were started, as decoded `{query, variables}`.
    public List<Map<String, @Nullable Object>> subscriptions(String rootField) {
        return frames("sent", "start")
                .map(entry -> object(entry.get("request")))
                .filter(request -> isOf(rootField, (String) request.get("query")))
                .toList();
    }

    /// Where sockets were opened to, with the sub-protocols.
    public List<Map<String, @Nullable Object>> dials() {
        return entries().filter(entry -> "dial".equals(entry.get("kind"))).toList();
    }

    /// The sub-protocols that the backend chose.
    public List<String> chosenProtocols() {
        return entries()
                .filter(entry -> "opened".equals(entry.get("kind")))
                .map(entry -> (String) entry.get("protocol"))
                .toList();
    }

    private Stream<Map<String, @Nullable Object>> frames(String kind, String type) {
        return entries()
                .filter(entry -> kind.equals(entry.get("kind")))
                .filter(entry -> type.equals(object(entry.get("frame")).get("type")));
    }

    private Stream<Map<String, @Nullable Object>> entries() {
        try {
            String log = Files.readString(file);
            // What is being written has no line end yet.
            return log.substring(0, log.lastIndexOf('\n') + 1).lines().map(Json::readObject);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new AssertionError("no object: " + value);
    }
}
