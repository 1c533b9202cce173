/// Serves one replica to local programs: REST and WebSocket, problems as RFC 9457.
///
/// **Invariant:** no answer waits for the backend; what is answered is durable in the replica.
@NullMarked
package dev.outrigger.api;

import org.jspecify.annotations.NullMarked;
