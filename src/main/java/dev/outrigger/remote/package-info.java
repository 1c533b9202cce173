/// Talks to one AppSync-compatible backend, over HTTP and its realtime WebSocket.
///
/// **Invariant:** whatever the network does, a call ends with a value, a link in one loss.
@NullMarked
package dev.outrigger.remote;

import org.jspecify.annotations.NullMarked;
