/// Performs edits, queries and observations on one replica, through the ports that it owns.
///
/// **Invariant:** an edit that was answered as accepted is durable.
@NullMarked
package dev.outrigger.replica;

import org.jspecify.annotations.NullMarked;
