/// Performs mutations to their end: in order, and with somebody outside where a conflict is theirs
/// to resolve.
///
/// **Invariant:** nobody outside is asked while a transaction is open, and what they decided is
/// written only onto the version that they saw.
@NullMarked
package dev.outrigger.backend.mutation;

import org.jspecify.annotations.NullMarked;
