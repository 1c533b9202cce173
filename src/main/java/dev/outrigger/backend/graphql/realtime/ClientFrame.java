package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.identity.RequestHeaders;
import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.graphql.transport.RequestForm;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// A message from a client.
sealed interface ClientFrame {
    record Init() implements ClientFrame {}

    record Start(String id, GraphQlDocument document, Shown shown) implements ClientFrame {
        /// Keys and tokens must not reach a log.
        @Override
        public String toString() {
            return "Start[" + id + "]";
        }
    }

    /// What a client shows for a start.
    ///
    /// @param authorization `payload.extensions.authorization`; empty when there is none
    /// @param data `payload.data` as it was sent, which a signature covers
    record Shown(RequestHeaders authorization, String data) {
        @Override
        public String toString() {
            return "Shown[]";
        }
    }

    record Stop(String id) implements ClientFrame {}

    /// A message that this channel does not know.
    ///
    /// @param id null when the message names no subscription
    record Unknown(@Nullable String id) implements ClientFrame {}

    /// A message that is damaged.
    ///
    /// @param id null when the message names no subscription
    record Malformed(@Nullable String id, String reason) implements ClientFrame {}

    static ClientFrame read(String text) {
        try {
            return Json.read(text) instanceof Map<?, ?> message
                    ? of(message)
                    : new Malformed(null, "A message must be a JSON object.");
        } catch (MalformedJson malformed) {
            return new Malformed(null, "A message must be JSON: " + malformed.getMessage());
        }
    }

    private static ClientFrame of(Map<?, ?> message) {
        String id = message.get("id") instanceof String given ? given : null;
        return switch (String.valueOf(message.get("type"))) {
            case "connection_init" -> new Init();
            case "start" -> id == null ? withoutId() : start(id, message.get("payload"));
            case "stop" -> id == null ? withoutId() : new Stop(id);
            default -> new Unknown(id);
        };
    }

    private static ClientFrame withoutId() {
        return new Malformed(null, "A start or stop message needs an id.");
    }

    private static ClientFrame start(String id, @Nullable Object payload) {
        if (!(payload instanceof Map<?, ?> parts) || !(parts.get("data") instanceof String data)) {
            return new Malformed(id, "A start message needs payload.data, a string of JSON.");
        }
        try {
            if (!(Json.read(data) instanceof Map<?, ?> request)) {
                return new Malformed(id, "payload.data must be an object with a query.");
            }
            return switch (RequestForm.read(request)) {
                case RequestForm.Whole(GraphQlDocument document) ->
                        new Start(id, document, new Shown(authorization(parts), data));
                case RequestForm.Broken(String member, String wanted) ->
                        new Malformed(id, "payload.data." + member + " must be " + wanted + ".");
            };
        } catch (MalformedJson malformed) {
            return new Malformed(id, "payload.data must be JSON: " + malformed.getMessage());
        }
    }

    private static RequestHeaders authorization(Map<?, ?> payload) {
        return payload.get(RequestForm.EXTENSIONS) instanceof Map<?, ?> extensions
                        && extensions.get("authorization") instanceof Map<?, ?> authorization
                ? HandshakeHeaders.in(authorization)
                : RequestHeaders.none();
    }
}
