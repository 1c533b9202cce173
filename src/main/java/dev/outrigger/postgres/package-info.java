/// Stores items of a schema in PostgreSQL: tables, predicates as SQL, grouped commits, migrations.
///
/// **Invariant:** nothing here knows whether a replica or a backend owns the tables.
@NullMarked
package dev.outrigger.postgres;

import org.jspecify.annotations.NullMarked;
