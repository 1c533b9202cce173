/// Decides what becomes of two writes that did not know of each other.
///
/// **Invariant:** same versions and same values in, same item out.
@NullMarked
package dev.outrigger.conflict;

import org.jspecify.annotations.NullMarked;
