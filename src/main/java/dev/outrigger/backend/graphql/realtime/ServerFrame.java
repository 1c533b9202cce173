package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.json.Json;
import dev.outrigger.json.Members;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages to clients, as text. There are no others: Android's client fails on a type that it
/// does not know.
final class ServerFrame {
    static final String KEEP_ALIVE = "{\"type\":\"ka\"}";

    private ServerFrame() {}

    static String connectionAck(Duration timeout) {
        return frame(null, "connection_ack", Map.of("connectionTimeoutMs", timeout.toMillis()));
    }

    /// The handshake was refused; the socket is closed after it.
    static String connectionError(String errorType, int errorCode, String message) {
        Members error =
                Members.of("errorType", errorType)
                        .and("errorCode", errorCode)
                        .and("message", message);
        return frame(null, "connection_error", Map.of("errors", List.of(error.json())));
    }

    static String startAck(String id) {
        return frame(id, "start_ack", null);
    }

    static String complete(String id) {
        return frame(id, "complete", null);
    }

    /// @param payload JSON, written once for all subscribers of a document
    static String data(String id, String payload) {
        return "{\"id\":" + Json.write(id) + ",\"type\":\"data\",\"payload\":" + payload + "}";
    }

    /// @param id null when the error belongs to no subscription
    static String error(@Nullable String id, String errorType, String message) {
        return errors(id, List.of(error(errorType, message)));
    }

    static String errors(@Nullable String id, List<Map<String, Object>> errors) {
        return frame(id, "error", Map.of("errors", errors));
    }

    /// AppSync sends this one error as an object instead of an array, and Swift's client reads it
    /// so.
    static String tooManySubscriptions(String id, int limit) {
        Map<String, Object> error =
                error(
                        "MaxSubscriptionsReachedError",
                        "Max number of " + limit + " subscriptions reached");
        return frame(id, "error", Map.of("errors", error));
    }

    private static Map<String, Object> error(String errorType, String message) {
        return Members.of("errorType", errorType).and("message", message).json();
    }

    private static String frame(
            @Nullable String id, String type, @Nullable Map<String, ?> payload) {
        Map<String, Object> frame = new LinkedHashMap<>();
        if (id != null) {
            frame.put("id", id);
        }
        frame.put("type", type);
        if (payload != null) {
            frame.put("payload", payload);
        }
        return Json.write(frame);
    }
}
