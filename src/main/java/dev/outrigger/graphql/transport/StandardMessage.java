package dev.outrigger.graphql.transport;

import dev.outrigger.json.Json;
import dev.outrigger.json.Members;

import graphql.ExecutionResult;
import graphql.GraphQLError;

import java.util.List;

/// The messages to clients that speak `graphql-transport-ws`, as text.
final class StandardMessage {
    static final String ACKNOWLEDGEMENT = "{\"type\":\"connection_ack\"}";
    static final String PING = "{\"type\":\"ping\"}";
    static final String PONG = "{\"type\":\"pong\"}";

    private StandardMessage() {}

    /// @param payload JSON
    static String next(String id, String payload) {
        return frame(id, "next", payload);
    }

    static String next(String id, ExecutionResult result) {
        return next(id, Json.write(result.toSpecification()));
    }

    /// The operation was not executed; nothing follows.
    static String error(String id, List<GraphQLError> errors) {
        return frame(
                id,
                "error",
                Json.write(errors.stream().map(GraphQLError::toSpecification).toList()));
    }

    static String error(String id, String errorType, String message) {
        return frame(
                id,
                "error",
                Json.write(
                        List.of(
                                Members.of("errorType", errorType)
                                        .and("message", message)
                                        .json())));
    }

    static String complete(String id) {
        return "{\"id\":" + Json.write(id) + ",\"type\":\"complete\"}";
    }

    private static String frame(String id, String type, String payload) {
        return "{\"id\":%s,\"type\":\"%s\",\"payload\":%s}"
                .formatted(Json.write(id), type, payload);
    }
}
