/// Decides who may ask the local API for what.
///
/// **Invariant:** nothing of ours is read, and no body is taken, for a request whose [Caller] is
/// not known; and no log line, answer or `toString` holds a token.
@NullMarked
package dev.outrigger.api.access;

import org.jspecify.annotations.NullMarked;
