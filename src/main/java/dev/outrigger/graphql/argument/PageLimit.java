package dev.outrigger.graphql.argument;

import dev.outrigger.graphql.execution.ArgumentRefused;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Reads the argument `limit`.
public final class PageLimit {
    /// What is read when a client names no limit.
    public static final int DEFAULT = 100;

    /// What is read at most, whatever a client asks for.
    public static final int MAXIMUM = 1_000;

    private PageLimit() {}

    /// @param otherwise where none is given
    /// @throws ArgumentRefused when nothing could be read
    public static int of(Map<String, ? extends @Nullable Object> arguments, int otherwise) {
        int limit = arguments.get("limit") instanceof Integer given ? given : otherwise;
        if (limit < 1) {
            throw new ArgumentRefused(
                    "The argument limit must be 1 to " + MAXIMUM + ", found " + limit);
        }
        return Math.min(limit, MAXIMUM);
    }
}
