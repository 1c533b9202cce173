package dev.outrigger.store;

import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.PullProgress;
import dev.outrigger.sync.pull.PullStart;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns rows into how far models were pulled, and back. A model whose pull has ended has no page
/// checkpoint.
final class CheckpointRows {
    private static final String FINISHED_NAMES = "model, started_at, base_synced_at";
    private static final String UNFINISHED_NAMES =
            "model, kind, last_sync, begun_at, started_at, next_token, pages, received, inserted,"
                    + " updated, deleted, ignored";

    private static final Columns<Map.Entry<String, SyncCheckpoint>> FINISHED =
            Columns.of(
                    FINISHED_NAMES,
                    List.of(SqlType.TEXT, SqlType.BIGINT, SqlType.BIGINT),
                    List.of(
                            Map.Entry::getKey,
                            each -> milliseconds(each.getValue().startedAt()),
                            each -> milliseconds(each.getValue().baseSyncedAt())));

    private static final Columns<Map.Entry<String, PageCheckpoint>> UNFINISHED =
            Columns.of(
                    UNFINISHED_NAMES,
                    List.of(
                            SqlType.TEXT,
                            SqlType.TEXT,
                            SqlType.BIGINT,
                            SqlType.BIGINT,
                            SqlType.BIGINT,
                            SqlType.TEXT,
                            SqlType.INTEGER,
                            SqlType.BIGINT,
                            SqlType.INTEGER,
                            SqlType.INTEGER,
                            SqlType.INTEGER,
                            SqlType.INTEGER),
                    List.of(
                            Map.Entry::getKey,
                            each -> start(each).kind().name(),
                            each -> milliseconds(start(each).lastSync()),
                            each -> milliseconds(start(each).begunAt()),
                            each -> milliseconds(each.getValue().progress().startedAt()),
                            each -> each.getValue().nextToken(),
                            each -> count(each).pages(),
                            each -> count(each).received(),
                            each -> count(each).applied().inserted(),
                            each -> count(each).applied().updated(),
                            each -> count(each).applied().deleted(),
                            each -> count(each).applied().ignored()));

    private static final String FINISHED_REPLACING = replacing(FINISHED_NAMES);
    private static final String UNFINISHED_REPLACING = replacing(UNFINISHED_NAMES);

    private final String finishedTable;
    private final String unfinishedTable;
    private final String seenTable;

    CheckpointRows(ReplicaTables tables) {
        this.finishedTable = tables.own("_checkpoint");
        this.unfinishedTable = tables.own("_page_checkpoint");
        this.seenTable = tables.own("_seen_key");
    }

    private static PullStart start(Map.Entry<String, PageCheckpoint> entry) {
        return entry.getValue().progress().start();
    }

    private static PullCount count(Map.Entry<String, PageCheckpoint> entry) {
        return entry.getValue().progress().count();
    }

    /// The models are pulled again from nothing.
    void forget(Connection connection, List<String> models) throws SQLException {
        for (String table : List.of(finishedTable, unfinishedTable, seenTable)) {
            ModelRows.delete(connection, table, models);
        }
    }

    /// @param reached by model
    void write(Pipeline pipeline, Map<String, Reached> reached) {
        Map<String, SyncCheckpoint> ended = new LinkedHashMap<>();
        Map<String, PageCheckpoint> open = new LinkedHashMap<>();
        reached.forEach(
                (model, how) -> {
                    switch (how) {
                        case SyncCheckpoint end -> ended.put(model, end);
                        case PageCheckpoint page -> open.put(model, page);
                    }
                });
        if (!ended.isEmpty()) {
            FINISHED.insert(
                    pipeline, finishedTable, List.copyOf(ended.entrySet()), FINISHED_REPLACING);
            pipeline.update(
                    "delete from " + unfinishedTable + " where model = any(?::text[])",
                    (statement, first) -> {
                        SqlType.TEXT.bindAll(statement, first, new ArrayList<>(ended.keySet()));
                        return first + 1;
                    });
        }
        UNFINISHED.insert(
                pipeline, unfinishedTable, List.copyOf(open.entrySet()), UNFINISHED_REPLACING);
    }

    private static String replacing(String names) {
        return " on conflict (model) do update set "
                + Stream.of(names.split(", "))
                        .map(name -> name + " = excluded." + name)
                        .collect(Collectors.joining(", "));
    }

    Checkpoints read(Connection connection) throws SQLException {
        Map<String, SyncCheckpoint> finished = new LinkedHashMap<>();
        Map<String, PageCheckpoint> unfinished = new LinkedHashMap<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select " + FINISHED_NAMES + " from " + finishedTable,
                (_, first) -> first,
                row -> finished.put(row.getString(1), finished(row)));
        pipeline.query(
                "select " + UNFINISHED_NAMES + " from " + unfinishedTable,
                (_, first) -> first,
                row -> unfinished.put(row.getString(1), unfinished(row)));
        pipeline.run(connection);
        return new Checkpoints(finished, unfinished);
    }

    private static SyncCheckpoint finished(ResultSet row) throws SQLException {
        return new SyncCheckpoint(instant(row, 2), instant(row, 3));
    }

    private static PageCheckpoint unfinished(ResultSet row) throws SQLException {
        Instant lastSync = row.getObject(3) == null ? null : instant(row, 3);
        PullStart start =
                new PullStart(PullKind.valueOf(row.getString(2)), lastSync, instant(row, 4));
        Applied applied =
                new Applied(row.getInt(9), row.getInt(10), row.getInt(11), row.getInt(12));
        PullCount count = new PullCount(row.getInt(7), row.getLong(8), applied);
        return new PageCheckpoint(
                new PullProgress(start, instant(row, 5), count, false), row.getString(6));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static @Nullable Long milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
