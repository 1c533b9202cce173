/// Real processes that are killed at random points, and what must be true once they are back.
///
/// **Invariant:** what is checked is known from outside only: what clients were answered, what
/// replicas answer, and what stands in the backend's tables.
@NullMarked
package dev.outrigger.killloop;

import org.jspecify.annotations.NullMarked;
