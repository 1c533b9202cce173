/// Answers GraphQL from the replica: the queries, mutations and subscriptions that a backend has
/// for the same models.
///
/// **Invariant:** mutations are edits like those of REST, and no fetcher blocks the event loop.
@NullMarked
package dev.outrigger.api.graphql;

import org.jspecify.annotations.NullMarked;
