/// Checks how keys and queries are read.
///
/// **Invariant:** no test here opens a socket.
@NullMarked
package dev.outrigger.api.wire;

import org.jspecify.annotations.NullMarked;
