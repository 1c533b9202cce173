/// Executes GraphQL documents of a schema of models within their limits, and words what goes wrong
/// as AppSync does. Where items come from is its users' part.
///
/// **Invariant:** every outcome is a result with errors in AppSync's form, and none of them tells
/// of the database.
@NullMarked
package dev.outrigger.graphql.execution;

import org.jspecify.annotations.NullMarked;
