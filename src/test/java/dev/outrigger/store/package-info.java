/// Shows that a replica in PostgreSQL is durable, complete and fast enough.
///
/// **Invariant:** every test has a database of its own.
@NullMarked
package dev.outrigger.store;

import org.jspecify.annotations.NullMarked;
