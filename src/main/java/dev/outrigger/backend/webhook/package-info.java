/// Asks programs of the operator about a backend's conflicts.
///
/// **Invariant:** nothing that they answer is believed unread.
@NullMarked
package dev.outrigger.backend.webhook;

import org.jspecify.annotations.NullMarked;
