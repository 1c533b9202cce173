/// Reads and writes JSON, with one configuration for the whole program.
///
/// **Invariant:** what is written and read again is equal.
@NullMarked
package dev.outrigger.json;

import org.jspecify.annotations.NullMarked;
