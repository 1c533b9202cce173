package dev.outrigger.graphql.transport;

import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// A message from a client that speaks `graphql-transport-ws`.
sealed interface StandardFrame {
    /// @param payload where clients that can set no header put their credentials
    record Init(Map<?, ?> payload) implements StandardFrame {
        /// Keys and tokens must not reach a log.
        @Override
        public String toString() {
            return "Init[]";
        }
    }

    record Ping() implements StandardFrame {}

    record Pong() implements StandardFrame {}

    record Subscribe(String id, GraphQlDocument document) implements StandardFrame {}

    record Complete(String id) implements StandardFrame {}

    /// The socket is closed for it, as the protocol wants.
    record Malformed(String reason) implements StandardFrame {}

    static StandardFrame read(String text) {
        try {
            return Json.read(text) instanceof Map<?, ?> message
                    ? of(message)
                    : new Malformed("A message must be a JSON object");
        } catch (MalformedJson _) {
            return new Malformed("A message must be JSON");
        }
    }

    private static StandardFrame of(Map<?, ?> message) {
        String id = message.get("id") instanceof String given && !given.isEmpty() ? given : null;
        Object payload = message.get("payload");
        return switch (String.valueOf(message.get("type"))) {
            case "connection_init" ->
                    new Init(payload instanceof Map<?, ?> parameters ? parameters : Map.of());
            case "ping" -> new Ping();
            case "pong" -> new Pong();
            case "subscribe" -> id == null ? withoutId() : subscribe(id, payload);
            case "complete" -> id == null ? withoutId() : new Complete(id);
            default -> new Malformed("The message has no type of this protocol");
        };
    }

    private static Malformed withoutId() {
        return new Malformed("A subscribe or complete message needs an id");
    }

    private static StandardFrame subscribe(String id, @Nullable Object payload) {
        if (!(payload instanceof Map<?, ?> request)) {
            return new Malformed("A subscribe message needs a payload, an object");
        }
        return switch (RequestForm.read(request)) {
            case RequestForm.Whole(GraphQlDocument document) -> new Subscribe(id, document);
            case RequestForm.Broken(String member, String wanted) ->
                    new Malformed("payload." + member + " must be " + wanted);
        };
    }
}
