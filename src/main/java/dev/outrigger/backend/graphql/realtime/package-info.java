/// Speaks AppSync's dialect of `graphql-ws`: the changefeed that replicas listen to.
///
/// **Invariant:** a subscriber gets committed writes only, in commit order, or loses its socket.
@NullMarked
package dev.outrigger.backend.graphql.realtime;

import org.jspecify.annotations.NullMarked;
