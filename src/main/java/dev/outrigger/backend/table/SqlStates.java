package dev.outrigger.backend.table;

import java.sql.SQLException;

/// Tells a database that cannot answer from one that refuses a statement.
final class SqlStates {
    /// SQL's class for connections, PostgreSQL's for lack of resources and for an operator's
    /// intervention such as a shutdown.
    private static final String UNAVAILABLE = "08...|53...|57...";

    private SqlStates() {}

    /// Without an SQLSTATE no server spoke: a pool that found no connection, for one.
    static boolean isUnavailable(SQLException failure) {
        return failure.getSQLState() == null || failure.getSQLState().matches(UNAVAILABLE);
    }
}
