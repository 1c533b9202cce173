/// Holds what a replica knows of one item, and the effect that a decision has on it.
///
/// **Invariant:** a decision reads only its arguments: time and chance arrive as values.
@NullMarked
package dev.outrigger.sync;

import org.jspecify.annotations.NullMarked;
