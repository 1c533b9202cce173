package dev.outrigger.graphql.execution;

import java.time.Duration;

/// Bounds of one GraphQL execution. The usual ones let everything through that Amplify's clients
/// and its generated operations send, and an introspection.
///
/// @param depth of nested fields
/// @param fields after fragments were put in
/// @param items that are read to answer it, at all levels together
/// @param timeout after which an unfinished answer is given up
public record QueryLimits(int depth, int fields, int items, Duration timeout) {
    public static QueryLimits usual() {
        return new QueryLimits(50, 10_000, 100_000, Duration.ofSeconds(30));
    }

    public QueryLimits withItems(int limit) {
        return new QueryLimits(depth, fields, limit, timeout);
    }

    public QueryLimits withTimeout(Duration limit) {
        return new QueryLimits(depth, fields, items, limit);
    }
}
