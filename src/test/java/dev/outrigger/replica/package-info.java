/// Holds every implementation of the replica's ports to the same behaviour.
///
/// **Invariant:** a contract uses nothing of an implementation but the port.
@NullMarked
package dev.outrigger.replica;

import org.jspecify.annotations.NullMarked;
