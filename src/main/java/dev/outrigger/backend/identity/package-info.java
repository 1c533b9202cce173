/// Finds out who calls a backend.
///
/// **Invariant:** a [Caller] exists only for credentials that were verified, and none of it is
/// printed or logged.
@NullMarked
package dev.outrigger.backend.identity;

import org.jspecify.annotations.NullMarked;
