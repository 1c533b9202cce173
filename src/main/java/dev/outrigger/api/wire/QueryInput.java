package dev.outrigger.api.wire;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A query as a client words it, in query parameters or in JSON; [QueryReader] makes sense of it.
///
/// @param filter decoded JSON; the empty object when there is none
public record QueryInput(
        @Nullable Object filter,
        @Nullable String sort,
        @Nullable Long limit,
        @Nullable Long page,
        @Nullable String cursor) {
    public static final List<String> NAMES = List.of("filter", "sort", "limit", "page", "cursor");

    /// The members of a JSON object that is a query.
    public static QueryInput of(Map<String, @Nullable Object> json) {
        for (String name : json.keySet()) {
            if (!NAMES.contains(name)) {
                throw RequestRefused.because(
                        new InputProblem.BodyInvalid(
                                "/" + name, "a query has " + String.join(", ", NAMES) + " only"));
            }
        }
        return new QueryInput(
                json.getOrDefault("filter", Map.of()),
                text(json, "sort"),
                number(json, "limit"),
                number(json, "page"),
                text(json, "cursor"));
    }

    private static @Nullable String text(Map<String, @Nullable Object> json, String name) {
        Object value = json.get(name);
        if (value != null && !(value instanceof String)) {
            throw RequestRefused.parameter(name, "is not a string");
        }
        return (String) value;
    }

    private static @Nullable Long number(Map<String, @Nullable Object> json, String name) {
        return switch (json.get(name)) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            default -> throw RequestRefused.parameter(name, "is not a whole number");
        };
    }
}
