package dev.outrigger.graphql.transport;

import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import io.vertx.core.MultiMap;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an HTTP request asks of GraphQL, or why it asks nothing. The reasons begin with the words
/// of AppSync, which tells them from GraphQL's own errors by the status 400.
public sealed interface GraphQlRequest {
    record Asked(GraphQlDocument document) implements GraphQlRequest {}

    record Malformed(String reason) implements GraphQlRequest {}

    /// The body of a POST. Whatever its content type says, it is JSON; AppSync does the same.
    static GraphQlRequest ofBody(byte[] body) {
        if (new String(body, StandardCharsets.UTF_8).isBlank()) {
            return new Malformed("Request body is empty.");
        }
        try {
            return switch (Json.read(body)) {
                case Map<?, ?> request -> ofObject(request);
                case List<?> batch when !batch.isEmpty() ->
                        unparsable("Batches are not supported: send each request by itself.");
                case null, default -> unparsable("The body must be a JSON object.");
            };
        } catch (MalformedJson malformed) {
            return unparsable("The body is not JSON: " + malformed.getMessage() + ".");
        }
    }

    /// The parameters of a GET.
    static GraphQlRequest ofParameters(MultiMap parameters) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("query", parameters.get("query"));
        request.put("operationName", parameters.get("operationName"));
        String variables = parameters.get("variables");
        if (variables != null && !variables.isBlank()) {
            try {
                request.put("variables", Json.read(variables));
            } catch (MalformedJson malformed) {
                return unparsable("variables is not JSON: " + malformed.getMessage() + ".");
            }
        }
        return ofObject(request);
    }

    /// A request that was decoded.
    static GraphQlRequest ofObject(Map<?, ?> request) {
        if (!(request.get("query") instanceof String query) || query.isBlank()) {
            return unparsable("A request needs a query, a string.");
        }
        Object operation = request.get("operationName");
        if (operation != null && !(operation instanceof String)) {
            return unparsable("operationName must be a string.");
        }
        return switch (request.get("variables")) {
            case null -> asked(query, operation, Map.of());
            case Map<?, ?> variables -> asked(query, operation, variables(variables));
            default -> unparsable("variables must be an object.");
        };
    }

    /// An empty name is that of no operation; some clients send it instead of none.
    private static Asked asked(
            String query, @Nullable Object operation, Map<String, @Nullable Object> variables) {
        String name = operation instanceof String given && !given.isEmpty() ? given : null;
        return new Asked(new GraphQlDocument(query, name, variables));
    }

    private static Map<String, @Nullable Object> variables(Map<?, ?> given) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        given.forEach((name, value) -> variables.put(String.valueOf(name), value));
        return variables;
    }

    private static Malformed unparsable(String reason) {
        return new Malformed("Unable to parse GraphQL query. " + reason);
    }
}
