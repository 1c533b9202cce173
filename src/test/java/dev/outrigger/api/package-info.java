/// Checks the local API over real sockets.
///
/// **Invariant:** a test sees only what a client could see.
@NullMarked
package dev.outrigger.api;

import org.jspecify.annotations.NullMarked;
