/// Talks to one AppSync-compatible backend, over HTTP and its realtime WebSocket.
///
/// **Invariant:** whatever the network does, a call ends with a value and a link is lost once at most.
@NullMarked
package dev.outrigger.remote;

import org.jspecify.annotations.NullMarked;
