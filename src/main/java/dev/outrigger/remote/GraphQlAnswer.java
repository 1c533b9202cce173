package dev.outrigger.remote;

import dev.outrigger.contract.Operation;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A body that is a GraphQL response.
///
/// @param result what the operation's field holds; null when the backend gave nothing
record GraphQlAnswer(@Nullable Object result, List<GraphQlError> errors) {
    /// @return null when the body is not a GraphQL response: a proxy's page, say
    static @Nullable GraphQlAnswer read(byte[] body, Operation operation) {
        Object json;
        try {
            json = Json.read(body);
        } catch (MalformedJson _) {
            return null;
        }
        if (!(json instanceof Map<?, ?> response)
                || !(response.containsKey("data") || response.containsKey("errors"))) {
            return null;
        }
        Object result =
                response.get("data") instanceof Map<?, ?> data ? data.get(operation.field()) : null;
        return new GraphQlAnswer(result, GraphQlError.readAll(response.get("errors")));
    }

    /// Every error with its type, for people.
    String reason() {
        return errors.isEmpty()
                ? "the backend answered with neither an item nor an error"
                : errors.stream().map(GraphQlError::text).collect(Collectors.joining("; "));
    }

    /// Every error without its type.
    String messages() {
        return errors.stream().map(GraphQlError::message).collect(Collectors.joining("; "));
    }

    /// No values.
    @Override
    public String toString() {
        return "GraphQlAnswer[" + errors + "]";
    }
}
