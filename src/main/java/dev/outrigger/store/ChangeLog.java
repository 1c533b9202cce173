package dev.outrigger.store;

import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.LoggedChange;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The change log as a whole: the changes that it spells out, and between them the [Arrivals].
final class ChangeLog {
    private final ChangeRows changeRows;
    private final ArrivalRows arrivalRows;
    private final String spelledOut;
    private final String arrivals;
    private final ChangeLogStart start;

    ChangeLog(ReplicaTables tables) {
        this.changeRows = new ChangeRows(tables);
        this.arrivalRows = new ArrivalRows(tables);
        this.spelledOut = tables.own("_change");
        this.arrivals = tables.own("_arrival");
        this.start = new ChangeLogStart(tables);
    }

    /// The oldest and the newest seq; when the log is empty, the oldest is one above the newest.
    ChangeRange range(Connection connection) throws SQLException {
        List<ChangeRange> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                ("select coalesce(least(c.oldest, a.oldest), %1$s + 1),"
                                + " coalesce(greatest(c.newest, a.newest), %1$s)"
                                + " from (select min(seq) oldest, max(seq) newest from %2$s) c,"
                                + " (select min(first_seq) oldest, max(last_seq) newest"
                                + " from %3$s) a")
                        .formatted(start.seq(), spelledOut, arrivals),
                (_, first) -> first,
                row -> found.add(new ChangeRange(row.getLong(1), row.getLong(2))));
        pipeline.run(connection);
        return found.getFirst();
    }

    /// The changes after a seq, oldest first. An item may be touched between one statement and the
    /// next, so all of them must see the database as of one moment.
    List<LoggedChange> after(Connection connection, long seq, int limit) throws SQLException {
        List<LoggedChange> rows = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                changeRows.select() + " where seq > ?::bigint order by seq limit ?::bigint",
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, seq);
                    SqlType.BIGINT.bind(statement, first + 1, (long) limit);
                    return first + 2;
                },
                row -> rows.add(changeRows.read(row)));
        pipeline.run(connection);
        // Each stands for one change at least, so that no more of them can be in the answer.
        List<Arrival> arrived = arrivalRows.after(connection, seq, limit);
        if (arrived.isEmpty()) {
            return rows;
        }
        long oldest = Math.max(seq + 1, arrived.getFirst().firstSeq());
        long from = rows.isEmpty() ? oldest : Math.min(oldest, rows.getFirst().seq());
        Map<Long, LoggedChange> merged = new TreeMap<>();
        // Seqs have no gap.
        arrivalRows
                .changes(connection, arrived, from, from + limit - 1)
                .forEach(each -> merged.put(each.seq(), each));
        rows.forEach(each -> merged.put(each.seq(), each));
        return merged.values().stream().limit(limit).toList();
    }

    /// Seq of the last of the oldest changes that was made before a time; -1 when there is none.
    ///
    /// @param limit changes that are looked at
    long lastBefore(Connection connection, Instant time, int limit) throws SQLException {
        List<Long> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                ("select greatest((select coalesce(max(seq), -1) from"
                                + " (select seq, at from %s order by seq limit ?::bigint) oldest"
                                + " where at < ?::bigint),"
                                + " (select coalesce(max(last_seq), -1) from %s"
                                + " where at < ?::bigint))")
                        .formatted(spelledOut, arrivals),
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, (long) limit);
                    SqlType.BIGINT.bind(statement, first + 1, time.toEpochMilli());
                    SqlType.BIGINT.bind(statement, first + 2, time.toEpochMilli());
                    return first + 3;
                },
                row -> found.add(row.getLong(1)));
        pipeline.run(connection);
        return found.getFirst();
    }

    /// Deletes the changes up to a seq.
    void prune(Connection connection, long upToSeq) throws SQLException {
        Pipeline pipeline = new Pipeline();
        pipeline.update(
                "delete from " + spelledOut + " where seq <= ?::bigint",
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, upToSeq);
                    return first + 1;
                });
        arrivalRows.prune(pipeline, upToSeq);
        pipeline.run(connection);
    }

    /// Deletes all of it.
    void empty(Connection connection) throws SQLException {
        Pipeline pipeline = new Pipeline();
        pipeline.update("delete from " + spelledOut, (_, first) -> first);
        pipeline.update("delete from " + arrivals, (_, first) -> first);
        pipeline.run(connection);
    }
}
