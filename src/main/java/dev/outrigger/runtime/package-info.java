/// Runs one replica's sync: performs the commands of the core and returns what happened as events.
///
/// **Invariant:** the core is stepped by one thread at a time, in the order in which events
/// arrived.
@NullMarked
package dev.outrigger.runtime;

import org.jspecify.annotations.NullMarked;
