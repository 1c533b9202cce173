package dev.outrigger.backend.table;

import dev.outrigger.postgres.Pipeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/// The order of all writes, by one advisory lock that every backend process of the schema uses.
///
/// Without it a group that read the clock early could commit late: its rows would appear with a
/// time before the `startedAt` that a reader already has, and that reader would never see them. So
/// writers read the clock under the lock, and so does a reader, shared: whoever wrote with an
/// earlier time has committed by then. A reader that finds a writer at work does not wait for it,
/// since a transaction of plain SQL may take minutes: the time of the newest record that it can see
/// serves as well, as the writer's time is not before that.
///
/// The database's clock may be slowed to correct it, as time daemons do. Set back by hand, it could
/// give a write a time before a `startedAt` that was already handed out.
final class BackendClock {
    private static final String MILLISECONDS =
            "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

    private final String lockName;
    private final String locking;
    private final String writing;
    private final String reading;

    /// What a group of writes starts from.
    ///
    /// @param now milliseconds, never before an earlier group's
    /// @param lastSeq the newest number in the delta table
    record Turn(long now, long lastSeq) {}

    BackendClock(SharedNames names) {
        String delta = names.qualified("_delta");
        this.lockName = names.lock();
        this.locking =
                "select pg_advisory_xact_lock(hashtextextended(?, 0)), "
                        + SharedNames.BEGIN_OWN_WRITES;
        // A statement of its own, since it needs a snapshot from after the lock was granted. The
        // last row is never pruned, so numbers go on and time never steps back.
        this.writing =
                """
                select greatest(%s, coalesce(last.changed_at, 0)), coalesce(last.seq, 0)
                  from (select 1) as one
                  left join (
                       select changed_at, seq from %s order by seq desc limit 1) as last
                    on true\
                """
                        .formatted(MILLISECONDS, delta);
        this.reading =
                """
                with free as materialized (
                    select pg_try_advisory_xact_lock_shared(hashtextextended(?, 0)) as it)
                select now.ms, case when free.it then now.ms else coalesce(
                           (select changed_at from %s order by seq desc limit 1), 0) end
                  from free, lateral (select %s as ms where free.it is not null) as now\
                """
                        .formatted(delta, MILLISECONDS);
    }

    /// Waits for the groups before, and keeps those after out until the transaction ends. What is
    /// added to the pipeline behind it sees what they wrote.
    void takeTurn(Pipeline pipeline, Consumer<Turn> taken) {
        pipeline.update(
                locking,
                (statement, first) -> {
                    statement.setString(first, lockName);
                    return first + 1;
                });
        pipeline.query(
                writing,
                (_, first) -> first,
                row -> taken.accept(new Turn(row.getLong(1), row.getLong(2))));
    }

    /// What a sync starts from.
    ///
    /// @param now milliseconds
    /// @param startedAt every write with an earlier time can be seen from here on; 0 when nothing
    ///     is known, since the first writer of all is at work
    record Start(long now, long startedAt) {}

    Start start(Connection autoCommitting) throws SQLException {
        try (PreparedStatement statement = autoCommitting.prepareStatement(reading)) {
            statement.setString(1, lockName);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Start(row.getLong(1), row.getLong(2));
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
