package dev.outrigger.backend.graphql.resolve;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What is to be executed.
///
/// @param operation the name of the operation, where the document has several
public record GraphQlDocument(
        String query, @Nullable String operation, Map<String, @Nullable Object> variables) {
    /// Without the variables, which hold fields of items.
    @Override
    public String toString() {
        return "GraphQlDocument[" + operation + "]";
    }
}
