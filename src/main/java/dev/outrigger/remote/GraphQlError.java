package dev.outrigger.remote;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One element of `errors`. AppSync puts its own keys beside `message`; other servers, as the
/// GraphQL specification asks, put them under `extensions`. Both are read.
///
/// @param errorType empty when the error has none, as validation errors have not; the prefix of the
///     data source that older resolvers put before it is left out
/// @param data the backend's current item where the error is about one, else null
/// @param path of the field that failed, empty when the whole request did
record GraphQlError(String errorType, String message, @Nullable Object data, List<?> path) {
    private static final int MESSAGE_LIMIT = 300;
    private static final String DATA_SOURCE = "DynamoDB:";

    /// Errors of the realtime channel come as a list, in older forms as one object.
    static List<GraphQlError> readAll(@Nullable Object json) {
        return switch (json) {
            case List<?> elements -> elements.stream().map(GraphQlError::read).toList();
            case Map<?, ?> single -> List.of(read(single));
            case null, default -> List.of();
        };
    }

    private static GraphQlError read(@Nullable Object json) {
        Map<?, ?> error = json instanceof Map<?, ?> object ? object : Map.of();
        Object type = member(error, "errorType");
        String name = type instanceof String text ? storable(text) : "";
        return new GraphQlError(
                name.startsWith(DATA_SOURCE) ? name.substring(DATA_SOURCE.length()) : name,
                error.get("message") instanceof String text
                        ? storable(shortened(text))
                        : "no message",
                member(error, "data"),
                error.get("path") instanceof List<?> path ? path : List.of());
    }

    private static @Nullable Object member(Map<?, ?> error, String name) {
        Object value = error.get(name);
        return value == null && error.get("extensions") instanceof Map<?, ?> extensions
                ? extensions.get(name)
                : value;
    }

    /// Errors are kept with their mutations, and the database holds neither U+0000 nor half a
    /// character, as shortening may leave it.
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace('\0', '?');
    }

    private static String shortened(String text) {
        return text.length() <= MESSAGE_LIMIT ? text : text.substring(0, MESSAGE_LIMIT) + "…";
    }

    /// True when the operation itself was carried out and only a field of its answer failed.
    boolean belowRoot() {
        return path.size() > 1;
    }

    /// True when it is about the root field with this alias, or about a field below it.
    boolean isAt(String alias) {
        return !path.isEmpty() && alias.equals(path.getFirst());
    }

    /// For people: the type, where there is one, and the message.
    String text() {
        return errorType.isEmpty() ? message : errorType + ": " + message;
    }

    /// No data: it is an item.
    @Override
    public String toString() {
        return "GraphQlError[" + errorType + "]";
    }
}
