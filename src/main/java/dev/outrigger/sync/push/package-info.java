/// Decides which mutation is sent when, and what its answer does to item and outbox.
///
/// **Invariant:** a mutation leaves the outbox only acknowledged, coalesced, or by somebody's
/// decision.
@NullMarked
package dev.outrigger.sync.push;

import org.jspecify.annotations.NullMarked;
