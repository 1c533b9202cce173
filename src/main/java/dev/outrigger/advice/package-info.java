/// Asks programs of the operator about a replica's conflicts.
///
/// **Invariant:** nothing that they answer is believed unread: what goes out could have been saved.
@NullMarked
package dev.outrigger.advice;

import org.jspecify.annotations.NullMarked;
