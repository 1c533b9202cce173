package dev.outrigger.backend.table;

import dev.outrigger.postgres.SqlName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The order of all writes, by one advisory lock that every backend process of the schema uses.
///
/// Without it a group that read the clock early could commit late: its rows would appear with a
/// time before the `startedAt` that a reader already has, and that reader would never see them. So
/// writers read the clock under the lock, and a reader reads it under the same lock, shared:
/// whoever wrote with an earlier time has committed by then.
///
/// The database's clock may be slowed to correct it, as time daemons do. Set back by hand, it could
/// give a write a time before a `startedAt` that was already handed out.
final class BackendClock {
    private static final String MILLISECONDS =
            "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

    private final String lockName;
    private final String writing;
    private final String reading;

    /// What a group of writes starts from.
    ///
    /// @param now milliseconds, never before an earlier group's
    /// @param lastSeq the newest number in the delta table
    record Turn(long now, long lastSeq) {}

    BackendClock(String databaseSchema) {
        this.lockName = "outrigger backend " + databaseSchema;
        // Two statements, since the second needs a snapshot from after the lock was granted. The
        // last row is never pruned, so numbers go on and time never steps back.
        this.writing =
                """
                select pg_advisory_xact_lock(hashtextextended(?, 0));
                select greatest(%s, coalesce(last.changed_at, 0)), coalesce(last.seq, 0)
                  from (select 1) as one
                  left join (
                       select changed_at, seq from %s._delta order by seq desc limit 1) as last
                    on true\
                """
                        .formatted(MILLISECONDS, SqlName.quoted(databaseSchema));
        this.reading =
                """
                with granted as materialized (
                    select pg_advisory_xact_lock_shared(hashtextextended(?, 0)))
                select %s from granted\
                """
                        .formatted(MILLISECONDS);
    }

    /// Waits for the groups before, and keeps those after out until the transaction ends.
    Turn takeTurn(Connection transaction) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(writing)) {
            statement.setString(1, lockName);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return new Turn(row.getLong(1), row.getLong(2));
            }
        }
    }

    /// The time, in milliseconds: every write with an earlier one can be seen from here on.
    long startedAt(Connection autoCommitting) throws SQLException {
        try (PreparedStatement statement = autoCommitting.prepareStatement(reading)) {
            statement.setString(1, lockName);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// As [#takeTurn], before there is a delta table.
    void lock(Connection transaction) throws SQLException {
        String sql = "select pg_advisory_xact_lock(hashtextextended(?, 0))";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, lockName);
            statement.execute();
        }
    }
}
