/// Serves the backend: GraphQL over HTTP, and where its realtime channel is found.
///
/// **Invariant:** nothing on the event loop waits for the database.
@NullMarked
package dev.outrigger.backend.graphql;

import org.jspecify.annotations.NullMarked;
