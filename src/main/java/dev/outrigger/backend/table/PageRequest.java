package dev.outrigger.backend.table;

import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

/// Which page of a read is asked for.
///
/// @param limit rows that are looked at; those that do not match the filter count too
/// @param nextToken of the page before, or null for the first
/// @param filter tests items with their metadata: see
///     [dev.outrigger.conflict.VersionedItem#withMetadata]
public record PageRequest(int limit, @Nullable String nextToken, Predicate filter) {
    /// What is read when a client names no limit.
    public static final int DEFAULT_LIMIT = 100;

    /// What is read at most, whatever a client asks for.
    public static final int MAXIMUM_LIMIT = 1_000;

    public PageRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 row, not " + limit);
        }
        limit = Math.min(limit, MAXIMUM_LIMIT);
    }
}
