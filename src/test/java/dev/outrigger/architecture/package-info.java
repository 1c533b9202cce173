/// Holds the house to its plan: who may know whom, and how its files look.
///
/// **Invariant:** every rule says why it is there.
@NullMarked
package dev.outrigger.architecture;

import org.jspecify.annotations.NullMarked;
