/// Asks programs of the operator over HTTP.
///
/// **Invariant:** every call ends within its limits, and nothing that it was answered is believed
/// unread.
@NullMarked
package dev.outrigger.backend.webhook;

import org.jspecify.annotations.NullMarked;
