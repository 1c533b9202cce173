/// Measures this machine: what Outrigger does in a second beside what the same database does
/// without it.
///
/// **Invariant:** a ratio is of two figures of one run, measured in turns.
@NullMarked
package dev.outrigger.bench;

import org.jspecify.annotations.NullMarked;
