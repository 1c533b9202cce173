package dev.outrigger.remote;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// A body that is a GraphQL response.
///
/// @param result what the operation's field holds; null when the backend gave nothing
/// @param told whether the field stands in the answer at all, be it as null
record GraphQlAnswer(@Nullable Object result, List<GraphQlError> errors, boolean told) {
    /// @return null when the body is not a GraphQL response: a proxy's page, say
    static @Nullable GraphQlAnswer read(byte[] body, String field) {
        GraphQlBody read = GraphQlBody.read(body);
        return read == null ? null : read.only(field);
    }

    /// True when the backend gave neither an item nor an error.
    boolean silent() {
        return result == null && errors.isEmpty();
    }

    /// True when all that the errors say is that something in the field cannot be told: the
    /// operation was carried out, and for a field that may not be null GraphQL drops the answer.
    boolean hidden() {
        return !errors.isEmpty() && errors.stream().allMatch(GraphQlError::belowRoot);
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
