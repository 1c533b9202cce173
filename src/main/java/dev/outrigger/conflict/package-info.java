/// Decides what a backend does with one mutation, and what becomes of two writes that did not know
/// of each other.
///
/// **Invariant:** same stored item, same mutation, same time in: same outcome out.
@NullMarked
package dev.outrigger.conflict;

import org.jspecify.annotations.NullMarked;
