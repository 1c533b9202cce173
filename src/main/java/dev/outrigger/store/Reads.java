package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.OutboxSummary;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.Sort;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.pull.Checkpoints;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The questions that a replica answers from its tables, each by one statement.
final class Reads {
    private final ReplicaTables tables;
    private final QuerySql queries;
    private final OutboxRows outboxRows;
    private final ChangeLog changeLog;
    private final CheckpointRows checkpointRows;

    Reads(ReplicaTables tables) {
        this.tables = tables;
        this.queries = new QuerySql(tables);
        this.outboxRows = new OutboxRows(tables);
        this.changeLog = new ChangeLog(tables);
        this.checkpointRows = new CheckpointRows(tables);
    }

    /// Tells of those of the keys that have a live item, of each as soon as it is read.
    void live(Connection connection, List<ItemKey> keys, Consumer<ReadItem> telling)
            throws SQLException {
        Pipeline pipeline = new Pipeline();
        keys.stream()
                .collect(Collectors.groupingBy(ItemKey::model))
                .forEach((model, all) -> select(tables.of(model), all, pipeline, telling));
        pipeline.run(connection);
    }

    /// What the table has of a key, tombstones included.
    Optional<Row> row(Connection connection, ItemKey key) throws SQLException {
        ItemRows rows = tables.of(key.model());
        List<Row> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                rows.selectByKey(),
                (statement, first) -> rows.bindKey(statement, first, key),
                row -> found.add(rows.read(row)));
        pipeline.run(connection);
        return found.stream().findFirst();
    }

    private static void select(
            ItemRows rows, List<ItemKey> keys, Pipeline pipeline, Consumer<ReadItem> telling) {
        pipeline.query(
                keys.size() == 1 ? rows.selectByKey() : rows.selectByKeys(),
                (statement, first) ->
                        keys.size() == 1
                                ? rows.bindKey(statement, first, keys.getFirst())
                                : rows.bindKeys(statement, first, keys),
                row -> {
                    ReadItem item = rows.read(row).read();
                    if (item.stored().live()) {
                        telling.accept(item);
                    }
                });
    }

    Query.Page query(Connection connection, Query query) throws SQLException {
        ItemRows rows = tables.of(query.model());
        List<Row> found = new ArrayList<>();
        List<Double> relevance = new ArrayList<>();
        boolean ranked = !QuerySql.relevance(query).isEmpty();
        run(
                connection,
                queries.page(query),
                row -> {
                    found.add(rows.read(row));
                    if (ranked) {
                        relevance.add(row.getDouble(QuerySql.RELEVANCE));
                    }
                });
        return page(query, found, relevance);
    }

    /// The page that these rows make, of which one too many says that there is a next page.
    static Query.Page page(Query query, List<Row> found) {
        return page(query, found, List.of());
    }

    /// @param relevance of each row, if it is sorted by
    private static Query.Page page(Query query, List<Row> found, List<Double> relevance) {
        boolean more = found.size() > query.limit();
        List<Row> rows = more ? found.subList(0, query.limit()) : found;
        return new Query.Page(
                rows.stream().map(Row::read).toList(),
                more ? position(query, rows, relevance) : null);
    }

    private static Query.Position position(Query query, List<Row> rows, List<Double> relevance) {
        Row last = rows.getLast();
        List<@Nullable Object> values = new ArrayList<>();
        for (Sort sort : query.sort()) {
            values.add(
                    switch (sort.key()) {
                        case Sort.Key.Of(Field field) -> last.stored().item().value(field.name());
                        case Sort.Key.Relevance _ -> relevance.get(rows.size() - 1);
                    });
        }
        return new Query.Position(values, last.places().insertion());
    }

    long count(Connection connection, Model model, Predicate predicate) throws SQLException {
        List<Long> counted = new ArrayList<>();
        run(connection, queries.count(model, predicate), row -> counted.add(row.getLong(1)));
        return counted.getFirst();
    }

    List<PendingMutation> outbox(Connection connection, long afterId, int limit)
            throws SQLException {
        List<PendingMutation> found = new ArrayList<>();
        run(
                connection,
                page(outboxRows.select() + " where id > ", "id", afterId, limit),
                row -> found.add(outboxRows.read(row)));
        return found;
    }

    OutboxSummary outboxSummary(Connection connection) throws SQLException {
        String text =
                "select (select count(*) from %1$s),"
                        + " (select count(*) from %1$s where standing = 'HELD'),"
                        + " (select saved_at from %1$s order by id limit 1)";
        List<OutboxSummary> found = new ArrayList<>();
        run(
                connection,
                new SqlFragment(text.formatted(outboxRows.table()), List.of()),
                row -> found.add(summary(row)));
        return found.getFirst();
    }

    /// What the writer goes on with.
    Counts counts(Connection connection) throws SQLException {
        ChangeRange range = changeRange(connection);
        Map<String, Long> unsent = new HashMap<>();
        run(
                connection,
                new SqlFragment(
                        "select model, count(*) from %s group by model"
                                .formatted(outboxRows.table()),
                        List.of()),
                row -> unsent.put(row.getString(1), row.getLong(2)));
        boolean quarantineInUse = new QuarantineRows(tables).any(connection);
        return new Counts(range.oldest(), range.newest(), unsent, quarantineInUse);
    }

    private static OutboxSummary summary(ResultSet row) throws SQLException {
        long savedAt = row.getLong(3);
        Instant oldest = row.wasNull() ? null : Instant.ofEpochMilli(savedAt);
        return new OutboxSummary(row.getLong(1), row.getLong(2), oldest);
    }

    Checkpoints checkpoints(Connection connection) throws SQLException {
        return checkpointRows.read(connection);
    }

    /// All of it must see the database as of one moment.
    List<LoggedChange> changes(Connection connection, long afterSeq, int limit)
            throws SQLException {
        return changeLog.after(connection, afterSeq, limit);
    }

    ChangeRange changeRange(Connection connection) throws SQLException {
        return changeLog.range(connection);
    }

    private static SqlFragment page(String beginning, String order, long after, int limit) {
        String text = beginning + "?::bigint order by " + order + " limit ?::bigint";
        return new SqlFragment(
                text,
                List.of(
                        new SqlFragment.Parameter.One(SqlType.BIGINT, after),
                        new SqlFragment.Parameter.One(SqlType.BIGINT, (long) limit)));
    }

    static void run(Connection connection, SqlFragment statement, Pipeline.RowReading reading)
            throws SQLException {
        Pipeline pipeline = new Pipeline();
        pipeline.query(statement.text(), statement::bind, reading);
        pipeline.run(connection);
    }
}
