package dev.outrigger.graphql.transport;

import dev.outrigger.graphql.execution.GraphQlDocument;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// A request of GraphQL as its members tell it, wherever they stand: in a body, in the payload of a
/// message, or as the parameters of a URL.
public sealed interface RequestForm {
    String QUERY = "query";
    String OPERATION = "operationName";
    String VARIABLES = "variables";

    /// What clients tell servers of; nothing here is decided by it.
    String EXTENSIONS = "extensions";

    record Whole(GraphQlDocument document) implements RequestForm {}

    /// A member is missing, or of another type.
    ///
    /// @param wanted its type, with an article
    record Broken(String member, String wanted) implements RequestForm {}

    /// @param request decoded JSON
    static RequestForm read(Map<?, ?> request) {
        if (!(request.get(QUERY) instanceof String query)) {
            return new Broken(QUERY, "a string");
        }
        Object operation = request.get(OPERATION);
        if (operation != null && !(operation instanceof String)) {
            return new Broken(OPERATION, "a string");
        }
        // An empty name is that of no operation; some clients send it instead of none.
        String name = operation instanceof String given && !given.isEmpty() ? given : null;
        return switch (request.get(VARIABLES)) {
            case null -> new Whole(new GraphQlDocument(query, name, Map.of()));
            case Map<?, ?> given -> new Whole(new GraphQlDocument(query, name, named(given)));
            default -> new Broken(VARIABLES, "an object");
        };
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> given) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        given.forEach((name, value) -> variables.put(String.valueOf(name), value));
        return variables;
    }
}
