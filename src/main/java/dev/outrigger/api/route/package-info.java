/// Declares every route of the local API once: what it takes, what it answers, who may ask.
///
/// **Invariant:** what is declared here is what is mounted, what is checked, and what is
/// documented.
@NullMarked
package dev.outrigger.api.route;

import org.jspecify.annotations.NullMarked;
