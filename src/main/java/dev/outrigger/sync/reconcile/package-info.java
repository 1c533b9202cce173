/// Decides what a replica does with one incoming item.
///
/// **Invariant:** the version that a replica knows of an item never goes down.
@NullMarked
package dev.outrigger.sync.reconcile;

import org.jspecify.annotations.NullMarked;
