/// Decides what a change of the schema does to what a replica holds.
///
/// **Invariant:** no pending mutation is left out: each goes on, waits with a reason, or ends with
/// one.
@NullMarked
package dev.outrigger.sync.evolution;

import org.jspecify.annotations.NullMarked;
