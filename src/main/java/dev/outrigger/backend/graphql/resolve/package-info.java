/// Answers GraphQL operations from the backend's tables.
///
/// **Invariant:** no fetcher blocks, and a failed mutation gives exactly one error.
@NullMarked
package dev.outrigger.backend.graphql.resolve;

import org.jspecify.annotations.NullMarked;
