package dev.outrigger.store;

import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.ItemChange.Kind;
import dev.outrigger.sync.Origin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Turns rows into arrivals and back, and arrivals into the changes that they stand for.
final class ArrivalRows {
    private static final String COLUMNS = "last_seq, first_seq, model, at";

    private static final Columns<Arrival> VALUES =
            Columns.of(
                    COLUMNS,
                    List.of(SqlType.BIGINT, SqlType.BIGINT, SqlType.TEXT, SqlType.BIGINT),
                    List.of(
                            Arrival::lastSeq,
                            Arrival::firstSeq,
                            Arrival::model,
                            each -> each.at().toEpochMilli()));

    /// What [#SPELLED_OUT] takes of a row.
    private static final List<SqlType> DISTURBED_TYPES =
            List.of(SqlType.BIGINT, SqlType.TEXT, SqlType.TEXT, SqlType.JSON);

    private static final Columns<Row> DISTURBED =
            Columns.of(
                    "seq, model, key, after",
                    DISTURBED_TYPES,
                    List.of(
                            row -> row.places().insertion(),
                            row -> row.stored().key().model(),
                            row -> row.stored().key().text(),
                            row -> StoredItemJson.write(row.stored())));

    /// Ranges do not overlap, so that the first that ends behind a seq is the only one that may
    /// hold it. A row may be touched without a change of its own, and so more than once.
    private static final String SPELLED_OUT =
            "insert into %s (seq, model, key, kind, origin, before, after, at)"
                    + " select v.seq, v.model, v.key, 'INSERT', 'REMOTE', null, v.after, a.at"
                    + " from unnest(%s) v (seq, model, key, after)"
                    + " cross join lateral (select * from %s where last_seq >= v.seq"
                    + " order by last_seq limit 1) a"
                    + " where a.first_seq <= v.seq on conflict (seq) do nothing";

    private final ReplicaTables tables;
    private final String table;

    ArrivalRows(ReplicaTables tables) {
        this.tables = tables;
        this.table = tables.own("_arrival");
    }

    void write(Pipeline pipeline, List<Arrival> arrivals) {
        VALUES.insert(pipeline, table, arrivals);
    }

    /// Writes the changes that these rows stand for into the log, where an arrival holds them.
    ///
    /// @param rows as they are in the table, and are about to be no longer
    void spellOut(Pipeline pipeline, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> arrays = DISTURBED_TYPES.stream().map(SqlType::arrayParameter).toList();
        pipeline.update(
                SPELLED_OUT.formatted(tables.own("_change"), String.join(", ", arrays), table),
                DISTURBED.arrays(rows));
    }

    /// Those that end after `seq`, oldest first.
    List<Arrival> after(Connection connection, long seq, int limit) throws SQLException {
        List<Arrival> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select "
                        + COLUMNS
                        + " from "
                        + table
                        + " where last_seq > ?::bigint order by last_seq limit ?::bigint",
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, seq);
                    SqlType.BIGINT.bind(statement, first + 1, (long) limit);
                    return first + 2;
                },
                row -> found.add(read(row)));
        pipeline.run(connection);
        return found;
    }

    /// The changes of these arrivals from one seq to another, as far as their items are untouched.
    List<LoggedChange> changes(Connection connection, List<Arrival> arrivals, long from, long to)
            throws SQLException {
        List<LoggedChange> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        for (Arrival arrival : arrivals) {
            if (arrival.reaches(from, to)) {
                ItemRows of = tables.of(arrival.model());
                pipeline.query(
                        of.selectInserted(),
                        (statement, first) -> {
                            SqlType.BIGINT.bind(
                                    statement, first, Math.max(from, arrival.firstSeq()));
                            SqlType.BIGINT.bind(
                                    statement, first + 1, Math.min(to, arrival.lastSeq()));
                            return first + 2;
                        },
                        row -> found.add(change(of.read(row), arrival)));
            }
        }
        pipeline.run(connection);
        return found;
    }

    private static LoggedChange change(Row row, Arrival arrival) {
        return new LoggedChange(
                row.places().insertion(),
                new ItemChange(Kind.INSERT, Origin.REMOTE, null, row.stored()),
                arrival.at());
    }

    /// Cuts off what the log no longer holds.
    void prune(Pipeline pipeline, long upToSeq) {
        pipeline.update(
                "delete from " + table + " where last_seq <= ?::bigint",
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, upToSeq);
                    return first + 1;
                });
        pipeline.update(
                "update " + table + " set first_seq = ?::bigint where first_seq <= ?::bigint",
                (statement, first) -> {
                    SqlType.BIGINT.bind(statement, first, upToSeq + 1);
                    SqlType.BIGINT.bind(statement, first + 1, upToSeq);
                    return first + 2;
                });
    }

    private static Arrival read(ResultSet row) throws SQLException {
        return new Arrival(
                row.getString(3),
                row.getLong(2),
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(4)));
    }
}
