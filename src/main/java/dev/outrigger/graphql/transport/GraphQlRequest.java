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
    String NO_QUERY = "A request needs a query, a string.";

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
        request.put(RequestForm.QUERY, parameters.get(RequestForm.QUERY));
        request.put(RequestForm.OPERATION, parameters.get(RequestForm.OPERATION));
        String variables = parameters.get(RequestForm.VARIABLES);
        if (variables != null && !variables.isBlank()) {
            try {
                request.put(RequestForm.VARIABLES, Json.read(variables));
            } catch (MalformedJson malformed) {
                return unparsable("variables is not JSON: " + malformed.getMessage() + ".");
            }
        }
        return ofObject(request);
    }

    /// A request that was decoded.
    static GraphQlRequest ofObject(Map<?, ?> request) {
        return switch (RequestForm.read(request)) {
            case RequestForm.Whole(GraphQlDocument document) when !document.query().isBlank() ->
                    new Asked(document);
            case RequestForm.Whole _ -> unparsable(NO_QUERY);
            case RequestForm.Broken(String member, String _)
                    when member.equals(RequestForm.QUERY) ->
                    unparsable(NO_QUERY);
            case RequestForm.Broken(String member, String wanted) ->
                    unparsable(member + " must be " + wanted + ".");
        };
    }

    private static Malformed unparsable(String reason) {
        return new Malformed("Unable to parse GraphQL query. " + reason);
    }
}
