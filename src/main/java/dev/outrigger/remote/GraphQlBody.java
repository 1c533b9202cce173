package dev.outrigger.remote;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A body that is a GraphQL response, to a document with any number of root fields.
///
/// @param data null when the backend executed nothing, or when it gave nothing away
record GraphQlBody(@Nullable Map<?, ?> data, List<GraphQlError> errors) {
    /// @return null when the body is not a GraphQL response: a proxy's page, say
    static @Nullable GraphQlBody read(byte[] body) {
        Object json;
        try {
            json = Json.readAnswer(body);
        } catch (MalformedJson _) {
            return null;
        }
        return json instanceof Map<?, ?> response
                        && (response.containsKey("data") || response.containsKey("errors"))
                ? new GraphQlBody(
                        response.get("data") instanceof Map<?, ?> data ? data : null,
                        GraphQlError.readAll(response.get("errors")))
                : null;
    }

    /// The answer to the only root field, to which every error belongs.
    GraphQlAnswer only(String field) {
        return answer(field, errors);
    }

    /// The answer to one of several root fields, with the errors that are about it.
    GraphQlAnswer at(String alias) {
        return answer(alias, errors.stream().filter(error -> error.isAt(alias)).toList());
    }

    private GraphQlAnswer answer(String name, List<GraphQlError> about) {
        return data == null
                ? new GraphQlAnswer(null, about, false)
                : new GraphQlAnswer(data.get(name), about, data.containsKey(name));
    }

    /// What the errors say that are about no root field.
    GraphQlAnswer aboutAll() {
        return new GraphQlAnswer(
                null, errors.stream().filter(error -> error.path().isEmpty()).toList(), false);
    }

    /// True when the backend has carried out root fields, or at least has begun to.
    boolean executed() {
        return data != null || errors.stream().anyMatch(error -> !error.path().isEmpty());
    }

    /// No values.
    @Override
    public String toString() {
        return "GraphQlBody[" + errors + "]";
    }
}
