package dev.outrigger.postgres;

import java.sql.SQLException;

/// Tells a failure of the connection, after which nothing is known, from the server's clear no.
final class ConnectionLoss {
    /// 08 is SQL's own class for it; 57P01 to 57P05 are the server ending the session; 40003 is the
    /// server saying that it does not know either.
    private static final String STATES = "08...|57P0[1-5]|40003";

    private ConnectionLoss() {}

    /// Without an SQLSTATE nobody says where a failure comes from, so it counts as a loss.
    static boolean isCauseOf(Exception failure) {
        return failure instanceof SQLException said
                && (said.getSQLState() == null || said.getSQLState().matches(STATES));
    }
}
