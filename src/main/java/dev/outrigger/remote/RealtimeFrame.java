package dev.outrigger.remote;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One frame that the backend sent on the realtime channel.
sealed interface RealtimeFrame {
    /// @param timeout the longest silence of a healthy backend
    record Connected(Duration timeout) implements RealtimeFrame {}

    record KeepAlive() implements RealtimeFrame {}

    record Started(String id) implements RealtimeFrame {}

    /// @param data by subscription field; empty when the backend could only give errors
    record Event(String id, Map<?, ?> data, List<GraphQlError> errors) implements RealtimeFrame {}

    /// The backend ended the subscription.
    record Completed(String id) implements RealtimeFrame {}

    /// @param id null when the failure is about the whole connection
    record Failed(@Nullable String id, List<GraphQlError> errors) implements RealtimeFrame {
        /// True when the credentials are not accepted, whatever they were shown for.
        boolean turnsAway() {
            return only(Set.of("UnauthorizedException"));
        }

        /// True when the connection has as many subscriptions as it may have.
        boolean crowded() {
            return only(CROWDED);
        }

        /// True when there are errors, and all are of these types.
        boolean only(Set<String> errorTypes) {
            return !errors.isEmpty()
                    && errors.stream().allMatch(error -> errorTypes.contains(error.errorType()));
        }

        String reason() {
            return errors.isEmpty()
                    ? "the backend named no error"
                    : errors.stream().map(GraphQlError::text).collect(Collectors.joining("; "));
        }
    }

    /// A type of frame that this client does not know, and need not.
    record Unknown() implements RealtimeFrame {}

    /// Error types of a subscription too many on its connection.
    Set<String> CROWDED =
            Set.of("MaxSubscriptionsReachedError", "MaxSubscriptionsReachedException");

    /// What a backend means that names no `connectionTimeoutMs`.
    Duration SILENCE_LIMIT = Duration.ofMinutes(5);

    static RealtimeFrame read(String text) throws MalformedJson {
        Map<?, ?> frame = object(Json.read(text));
        Map<?, ?> payload = object(frame.get("payload"));
        String id = frame.get("id") instanceof String named ? named : null;
        String type = frame.get("type") instanceof String named ? named : "";
        return switch (type) {
            case "connection_ack" -> new Connected(timeout(payload));
            case "ka" -> new KeepAlive();
            case "start_ack" -> id == null ? new Unknown() : new Started(id);
            case "data" -> id == null ? new Unknown() : event(id, payload);
            case "complete" -> id == null ? new Unknown() : new Completed(id);
            case "error" -> new Failed(id, GraphQlError.readAll(payload.get("errors")));
            case "connection_error" ->
                    new Failed(null, GraphQlError.readAll(payload.get("errors")));
            default -> new Unknown();
        };
    }

    private static RealtimeFrame event(String id, Map<?, ?> payload) {
        return new Event(
                id, object(payload.get("data")), GraphQlError.readAll(payload.get("errors")));
    }

    private static Duration timeout(Map<?, ?> payload) {
        return payload.get("connectionTimeoutMs") instanceof Number ms && ms.longValue() > 0
                ? Duration.ofMillis(ms.longValue())
                : SILENCE_LIMIT;
    }

    private static Map<?, ?> object(@Nullable Object json) {
        return json instanceof Map<?, ?> object ? object : Map.of();
    }
}
