/// Tests of the backend's tables on a real PostgreSQL.
@NullMarked
package dev.outrigger.backend.table;

import org.jspecify.annotations.NullMarked;
