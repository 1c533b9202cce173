/// Keeps the backend's items in PostgreSQL: a base table for each model, one delta table for all.
///
/// **Invariant:** whoever read `startedAt` sees every write with an earlier time: writes of all
/// backend processes come one group after the other, and their times never go down.
@NullMarked
package dev.outrigger.backend.table;

import org.jspecify.annotations.NullMarked;
