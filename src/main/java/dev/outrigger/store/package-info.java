/// Keeps one replica in a PostgreSQL schema of its own: items, outbox, change log and checkpoints.
///
/// **Invariant:** item, mutation and change of one edit are in one transaction, and the change log
/// has no gap.
@NullMarked
package dev.outrigger.store;

import org.jspecify.annotations.NullMarked;
