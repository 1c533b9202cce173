/// Decides what one edit of a client does to the item, the outbox and the change log.
///
/// **Invariant:** an edit is refused whole or takes effect whole.
@NullMarked
package dev.outrigger.sync.edit;

import org.jspecify.annotations.NullMarked;
