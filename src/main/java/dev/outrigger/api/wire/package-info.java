/// Reads keys and queries that clients send, and writes items for them, alike for REST and
/// WebSocket.
///
/// **Invariant:** what a client sent is read completely or refused with what is wrong and where.
@NullMarked
package dev.outrigger.api.wire;

import org.jspecify.annotations.NullMarked;
