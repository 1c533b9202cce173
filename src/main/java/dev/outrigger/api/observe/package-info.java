/// Streams changes, snapshots and engine events over WebSocket and by server-sent
/// events.
///
/// **Invariant:** what waits for a client that does not read is bounded, and holds up nobody else.
@NullMarked
package dev.outrigger.api.observe;

import org.jspecify.annotations.NullMarked;
