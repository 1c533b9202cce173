/// Gets a PostgreSQL, the bundled one or one named by its URL, and writes to it in groups.
///
/// **Invariant:** a password leaves this package only through a method that says so; no message, no
/// log line and no `toString` holds one.
@NullMarked
package dev.outrigger.postgres;

import org.jspecify.annotations.NullMarked;
