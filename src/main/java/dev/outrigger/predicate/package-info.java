/// Decides which items match: one tree, read from JSON, evaluated in memory or written as a filter.
///
/// **Invariant:** a predicate that exists is valid for its model; evaluation never checks again.
@NullMarked
package dev.outrigger.predicate;

import org.jspecify.annotations.NullMarked;
