package dev.outrigger.backend.table;

import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

/// Which page of a read is asked for.
///
/// @param limit rows that are looked at; those that do not match the filter count too, and those
///     that are not visible do not
/// @param nextToken of the page before, or null for the first
/// @param filter tests items with their metadata: see
///     [dev.outrigger.conflict.VersionedItem#withMetadata]
/// @param visible tests fields of the items themselves; others are as if they did not exist. Unlike
///     the filter it is no condition of the client's, who learns nothing of how many there are
public record PageRequest(
        int limit, @Nullable String nextToken, Predicate filter, Predicate visible) {
    /// What is read when a client names no limit.
    public static final int DEFAULT_LIMIT = 100;

    /// What is read at most, whatever a client asks for.
    public static final int MAXIMUM_LIMIT = 1_000;

    /// A page of all items.
    public PageRequest(int limit, @Nullable String nextToken, Predicate filter) {
        this(limit, nextToken, filter, new Predicate.All());
    }

    public PageRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 row, not " + limit);
        }
        limit = Math.min(limit, MAXIMUM_LIMIT);
    }

    /// The same page, of the visible items only.
    public PageRequest within(Predicate condition) {
        return new PageRequest(limit, nextToken, filter, condition);
    }
}
