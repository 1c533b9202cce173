/// Decides which items of the backend belong into a replica that keeps only a selection.
///
/// **Invariant:** what a client saved and the backend has not acknowledged is never left out.
@NullMarked
package dev.outrigger.sync.expression;

import org.jspecify.annotations.NullMarked;
