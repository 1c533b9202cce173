/// Decides how often somebody may do something.
///
/// **Invariant:** what is remembered is bounded, however many there are who come.
@NullMarked
package dev.outrigger.rate;

import org.jspecify.annotations.NullMarked;
