/// Calls programs of the operator over HTTP.
///
/// **Invariant:** every call ends within its limits.
@NullMarked
package dev.outrigger.webhook;

import org.jspecify.annotations.NullMarked;
